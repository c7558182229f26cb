#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Versions, and builds that are the same bytes: the collections from the same programs in two folders; with --native the programs too,
# from two clones of this commit. Needs the published binaries.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../suite.sh"
cd "$root"

# clone FOLDER: this commit with its history, in a folder of its own, with the published programs.
clone() {
  git clone -q "$root" "$1" && mkdir -p "$1/artifacts" && cp -R "$root/artifacts/bin" "$1/artifacts/bin"
}
same_collections() {
  clone "$world/one" && clone "$world/another/folder" || return 1
  find "$world/another" -type f -exec touch -d '2001-01-01' {} +
  (cd "$world/one" && build/collections.sh artifacts/bin) && (umask 077 && cd "$world/another/folder" && TZ=Asia/Tokyo build/collections.sh artifacts/bin) || return 1
  (cd "$world/one/artifacts" && sha256sum ./*.tar.gz) > "$world/sums" && (cd "$world/another/folder/artifacts" && sha256sum --check "$world/sums") && [ "$(wc -l < "$world/sums")" -eq 4 ]
}
versions() {
  cd "$world/one" || return 1
  local commits
  commits=$(git rev-list --count HEAD)
  [ "$(build/version.sh)" = "$(sed -n 's/^version: *//p' galaxy.yml)-dev.$commits" ] && [[ $(build/version.sh pulp.squeezer) == *.$commits+kayobe ]] || return 1
  git tag "v$(sed -n 's/^version: *//p' galaxy.yml)"
  build/version.sh
  [ "$(build/version.sh)" = "$(sed -n 's/^version: *//p' galaxy.yml)" ] && [ "$(build/version.sh stackhpc.pulp)" = "$(sed -n 's/^version: *//p' shims/stackhpc.pulp/galaxy.yml)" ]
}
installs() { ansible-galaxy collection install --offline -p "$world/installed" "$@"; }
version_of() { sed -nE 's/^  "version": "(.*)",$/\1/p' "$world/installed/ansible_collections/$1/MANIFEST.json"; }
# A later build replaces an earlier one without --force, all three together.
replaces() {
  installs "$world/another/folder"/artifacts/*.tar.gz || return 1
  cd "$world/another/folder" && git -c user.name=test -c user.email=test@example.com commit -q --allow-empty -m later && build/collections.sh artifacts/bin && installs artifacts/*.tar.gz || return 1
  [ "$(version_of stackhpc/kayobe_modules)" = "$(build/version.sh)" ] && [ "$(version_of pulp/squeezer)" = "$(build/version.sh pulp.squeezer)" ]
}
# ranges VERSION: a requirements file as an operator has it, with our file in the place of the original.
pinned_by_range() {
  local requirements=$world/requirements.yml shim
  shim=$(echo "$world"/one/artifacts/pulp-squeezer-*.tar.gz)
  printf 'collections:\n' > "$requirements"
  for file in "$world"/one/artifacts/*.tar.gz; do printf -- '- name: %s\n  type: file\n' "$file" >> "$requirements"; done
  ansible-galaxy collection install --offline -p "$world/by-file" -r "$requirements" && [ -n "$shim" ]
}
checkout_is_refused() {
  local branch
  branch=$(git -C "$world/one" symbolic-ref --short HEAD)
  ! ansible-galaxy collection install -p "$world/hollow" "git+file://$world/one,$branch" > "$world/refused" 2>&1 || { cat "$world/refused"; echo 'it was installed'; return 1; }
  cat "$world/refused"
  grep -q 'Could not find the modules in a checkout of kayobe_modules' "$world/refused" && [ ! -e "$world/hollow/ansible_collections/stackhpc/kayobe_modules" ]
}
same_programs() {
  rm -rf "$world/first" "$world/other"
  git clone -q "$root" "$world/first" && git clone -q "$root" "$world/other/place" || return 1
  (cd "$world/first" && build/native.sh src/Modules "$world/first.bin/kayobe-modules") && (cd "$world/other/place" && build/native.sh src/Modules "$world/other.bin/kayobe-modules") || return 1
  cmp "$world/first.bin/kayobe-modules" "$world/other.bin/kayobe-modules"
}

check 'two folders give the same collections, byte for byte' same_collections
check 'a build between releases has its own version, a tagged one has none' versions
check 'a checkout is refused as a source of the collection' checkout_is_refused
check 'a later build replaces an earlier one' replaces
check 'files in requirements.yml install' pinned_by_range
[ "${1:-}" != --native ] || check 'two folders give the same program, byte for byte' same_programs

report
