#!/usr/bin/env bash
# native.sh PROJECT OUTPUT: publishes PROJECT as one native file, nothing beside it, and gates the glibc it asks for.
set -euo pipefail
project=$1 output=$2 newest_glibc=2.34
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

dotnet publish "$project" -c Release -p:Native=true -o "$folder/out" > "$folder/log" 2>&1 \
  || { cat "$folder/log" >&2; exit 1; }
mkdir -p "${output%/*}"
install -m 755 "$folder/out/${output##*/}" "$output"

glibc=$(objdump -T "$output" | grep -oE 'GLIBC_[0-9.]+' | sort -Vu | tail -n 1)
echo "$output: net10.0 native, $(stat -c %s "$output" | numfmt --to=si --format %.1f)B, needs ${glibc/_/ }"
[ "$(printf '%s\n' "$newest_glibc" "${glibc#GLIBC_}" | sort -V | tail -n 1)" = "$newest_glibc" ] \
  || { echo "$output needs a glibc newer than $newest_glibc" >&2; exit 1; }
