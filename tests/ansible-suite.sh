#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# ansible-suite.sh SUITE [PACKAGE…]: unpacks ansible-core (and the packages) of another Debian with all that they need, their Python and
# libc included, and prints a folder to put first on PATH. Nothing is configured, nobody is root in it: its programs are started with
# their own dynamic linker, beside everything else of this machine.
set -euo pipefail
suite=$1
shift
packages=(ansible-core python3 "$@")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# Suites that run side by side ask for the same.
mkdir -p artifacts
exec 9> "artifacts/${0##*/}.lock"
flock 9
folder=$PWD/artifacts/ansible-suite/$suite
wanted="${packages[*]}"
if [ "$(cat "$folder/packages" 2> /dev/null)" != "$wanted" ]; then
  apt=$folder/apt
  rm -rf "$folder"
  mkdir -p "$apt"/{lists/partial,cache/archives/partial,parts} "$folder/root/usr/lib" "$folder/bin"
  archive=$(apt-get indextargets --format '$(REPO_URI) $(ORIGIN)' 'Created-By: Packages' | awk '$2 == "Debian" && !/security/ { print $1; exit }')
  [ -n "$archive" ] || { echo "apt knows no Debian archive" >&2; exit 1; }
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive $suite main" > "$apt/sources.list"
  : > "$apt/status"
  options=(-o Dir::State="$apt" -o Dir::State::lists="$apt/lists" -o Dir::State::status="$apt/status" -o Dir::Cache="$apt/cache" -o Dir::Etc::sourcelist="$apt/sources.list"
    -o Dir::Etc::sourceparts="$apt/parts" -o APT::Sandbox::User=root -o Acquire::Languages=none -o Debug::NoLocking=true)
  apt-get "${options[@]}" -qq update >&2
  apt-get "${options[@]}" -qq -y --download-only --no-install-recommends install "${packages[@]}" > "$apt/log" 2>&1 || { cat "$apt/log" >&2; exit 1; }
  # Their folders are one in each of them.
  for name in bin sbin lib lib64; do ln -s "usr/$name" "$folder/root/$name"; mkdir -p "$folder/root/usr/$name"; done
  for deb in "$apt"/cache/archives/*.deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -x --keep-directory-symlink -C "$folder/root" --exclude='./usr/share/doc/*' --exclude='./dev/*'
  done
  linker=$(echo "$folder"/root/usr/lib64/ld-linux-*.so.* "$folder"/root/usr/lib/ld-linux-*.so.* | tr ' ' '\n' | grep -v '[*]' | head -n 1)
  python=$folder/root/usr/bin/$(readlink "$folder/root/usr/bin/python3")
  # Modules on this machine are run by what Python says it is itself.
  mv "$python" "$python.elf"
  printf '#!/bin/sh\nexec %s --argv0 %s --library-path %s %s.elf "$@"\n' "$linker" "$python" "$folder/root/usr/lib/$(uname -m)-linux-gnu" "$python" > "$python"
  chmod 755 "$python"
  for program in "$folder"/root/usr/bin/ansible*; do
    sed -i "1s|^#!.*|#!$python|" "$program"
    ln -s "$program" "$folder/bin"
  done
  rm -rf "$apt"
  echo "$wanted" > "$folder/packages"
fi
echo "$folder/bin"
