#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# ansible-core.sh SUITE: unpacks SUITE's ansible-core from the Debian archive this machine uses, beside the installed one;
# prints a folder whose `bin` goes first on PATH and whose `lib` goes on PYTHONPATH.
set -euo pipefail
suite=$1
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# Suites that run side by side ask for the same.
mkdir -p artifacts
exec 9> "artifacts/${0##*/}.lock"
flock 9
folder=$PWD/artifacts/ansible-core/$suite
if [ ! -d "$folder/lib/ansible" ]; then
  apt=$folder/apt
  mkdir -p "$apt"/{lists/partial,cache/archives/partial,parts}
  archive=$(apt-get indextargets --format '$(REPO_URI) $(ORIGIN)' 'Created-By: Packages' | awk '$2 == "Debian" && !/security/ { print $1; exit }')
  [ -n "$archive" ] || { echo "apt knows no Debian archive" >&2; exit 1; }
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive $suite main" > "$apt/sources.list"
  # A state of its own: the machine's package lists stay as they are.
  options=(-o Dir::State::lists="$apt/lists" -o Dir::Cache="$apt/cache" -o Dir::Etc::sourcelist="$apt/sources.list"
    -o Dir::Etc::sourceparts="$apt/parts" -o APT::Sandbox::User=root -o Acquire::Languages=none)
  apt-get "${options[@]}" -qq update >&2
  (cd "$apt" && apt-get "${options[@]}" -qq download ansible-core >&2)
  dpkg-deb -x "$apt"/ansible-core_*.deb "$apt/root"
  mkdir -p "$folder/bin"
  mv "$apt/root/usr/lib/python3/dist-packages" "$folder/lib"
  # The scripts find their library through PYTHONPATH, whatever Python runs them.
  mv "$apt/root/usr/bin"/ansible* "$folder/bin"
  rm -rf "$apt"
fi
echo "$folder"
