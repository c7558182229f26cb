#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# dotnet-sdk.sh: unpacks the .NET SDK that global.json names below artifacts/ and prints its folder. It comes from Microsoft's archive, or
# from the mirror that DOTNET_SDK_ARCHIVE names (a folder with one folder a version, as there), and must have the checksum that stands in
# build/dotnet-sdk.sha512. Whatever goes wrong, nothing is left behind.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
archive=${DOTNET_SDK_ARCHIVE:-https://builds.dotnet.microsoft.com/dotnet/Sdk}
version=$(sed -nE 's/.*"version": *"([^"]+)".*/\1/p' global.json)
folder=$PWD/artifacts/dotnet-sdk/$version

fail() {
  echo "$1" >&2
  exit 1
}

[ ! -x "$folder/dotnet" ] || { echo "$folder"; exit 0; }
case $(uname -m) in
  x86_64) machine=x64 ;;
  aarch64) machine=arm64 ;;
  *) fail "Microsoft's archive has no .NET SDK for $(uname -m): build on x86-64 or arm64." ;;
esac
name=dotnet-sdk-$version-linux-$machine.tar.gz
sum=$(awk -v name="$name" '$2 == name { print $1 }' build/dotnet-sdk.sha512)
[ -n "$sum" ] || fail "build/dotnet-sdk.sha512 has no checksum of $name: add it from Microsoft's releases.json."
command -v curl > /dev/null || fail "curl is missing, which fetches the .NET SDK: install it, or a .NET SDK 10 yourself."

mkdir -p "${folder%/*}"
new=$(mktemp -d "${folder%/*}/.new.XXXXXX")
trap 'rm -rf "$new"; rmdir "${folder%/*}" 2> /dev/null || true' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
echo "Fetching the .NET SDK $version from $archive" >&2
bar=(--silent)
[ ! -t 2 ] || bar=(--progress-bar)
code=0
# A connection over which nothing comes any more would be waited for without end.
curl "${bar[@]}" --fail --location --retry 2 --connect-timeout 20 --speed-limit 1000 --speed-time 60 --output "$new/$name" "$archive/$version/$name" || code=$?
# curl's codes for a file that cannot be written, a certificate that nobody vouches for, and for no list of authorities at all.
case $code in
  23) fail "The .NET SDK could not be written to $new: is there a gigabyte of room?" ;;
  60 | 77) fail "Nobody that this machine trusts vouches for $archive: install ca-certificates, or name a mirror in DOTNET_SDK_ARCHIVE." ;;
esac
[ "$code" -eq 0 ] \
  || fail "The .NET SDK could not be fetched from $archive/$version/$name: try again, or name a mirror in DOTNET_SDK_ARCHIVE."
echo "$sum  $new/$name" | sha512sum --check --quiet --status - \
  || fail "What $archive/$version/$name gave is not the .NET SDK $version: its SHA-512 is another. Try again, or another mirror in DOTNET_SDK_ARCHIVE."
mkdir "$new/sdk"
tar -xzf "$new/$name" -C "$new/sdk" 2> /dev/null || fail "The .NET SDK could not be unpacked in $new: is there a gigabyte of room?"
# Another build may have brought it meanwhile; a folder without the program is what is left of one.
if [ ! -x "$folder/dotnet" ]; then
  rm -rf "$folder"
  mv -T "$new/sdk" "$folder"
fi
echo "$folder"
