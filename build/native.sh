#!/usr/bin/env bash
# native.sh PROJECT OUTPUT: publishes PROJECT as one native file, nothing beside it, and gates the glibc it asks for.
set -euo pipefail
project=$1 output=$2 newest_glibc=2.34
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# net10.0 is what we ship. Its native pack is not in every registry; the same sources build as net9.0. Asked once a checkout.
answer=artifacts/dotnet/native-framework
if [ ! -s "$answer" ]; then
  mkdir -p "${answer%/*}"
  if dotnet restore "$project" -p:Native=true -p:ModulesFramework=net10.0 > "$folder/probe.log" 2>&1; then
    echo net10.0 > "$answer"
  elif grep -q 'NU110[0-9]' "$folder/probe.log"; then
    echo net9.0 > "$answer"
  else
    cat "$folder/probe.log" >&2
    exit 1
  fi
fi
framework=$(cat "$answer")

dotnet publish "$project" -c Release -p:Native=true -p:ModulesFramework="$framework" -o "$folder/out" > "$folder/log" 2>&1 \
  || { cat "$folder/log" >&2; exit 1; }
mkdir -p "${output%/*}"
install -m 755 "$folder/out/${output##*/}" "$output"

glibc=$(objdump -T "$output" | grep -oE 'GLIBC_[0-9.]+' | sort -Vu | tail -n 1)
why=''
[ "$framework" = net10.0 ] || why=' (the registry has no net10.0 native pack)'
echo "$output: $framework native$why, $(stat -c %s "$output" | numfmt --to=si --format %.1f)B, needs ${glibc/_/ }"
[ "$(printf '%s\n' "$newest_glibc" "${glibc#GLIBC_}" | sort -V | tail -n 1)" = "$newest_glibc" ] \
  || { echo "$output needs a glibc newer than $newest_glibc" >&2; exit 1; }
