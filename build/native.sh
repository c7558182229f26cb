#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# native.sh PROJECT OUTPUT [MACHINE]: publishes PROJECT as one native file, nothing beside it, for MACHINE (as `uname -m` says it;
# without it, this one), and gates the glibc it asks for: 2.28 is Rocky 8's, older than Ubuntu 20.04's.
set -euo pipefail
project=$1 output=$2 machine=${3:-$(uname -m)} newest_glibc=2.28
case $machine in
  x86_64) runtime=linux-x64 ;;
  aarch64) runtime=linux-arm64 ;;
  *) echo "kayobe_modules is built for x86_64 and aarch64, not for $machine." >&2; exit 1 ;;
esac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Several are published at once: each has its own files, also of the libraries that they share.
# Analyzers had their say in the ordinary build; the native compiler has its own warnings about trimming, which are errors.
dotnet publish "$project" -c Release -p:ArtifactsPath="$PWD/artifacts/native/${output##*/}-$machine" -p:Native=true -p:RuntimeIdentifier="$runtime" -p:RunAnalyzers=false -p:GenerateDocumentationFile=false -p:InformationalVersion="$(build/version.sh)" -o "$folder/out" > "$folder/log" 2>&1 \
  || { cat "$folder/log" >&2; exit 1; }
mkdir -p "${output%/*}"
install -m 755 "$folder/out/${output##*/}" "$output"

glibc=$(objdump -T "$output" | grep -oE 'GLIBC_[0-9.]+' | sort -Vu | tail -n 1)
echo "$output: net10.0 native for $machine, $(stat -c %s "$output" | numfmt --to=si --format %.1f)B, needs ${glibc/_/ }"
[ "$(printf '%s\n' "$newest_glibc" "${glibc#GLIBC_}" | sort -V | tail -n 1)" = "$newest_glibc" ] \
  || { echo "$output needs a glibc newer than $newest_glibc: name the functions in build/native/old_glibc.c and wrap.rsp" >&2; exit 1; }
