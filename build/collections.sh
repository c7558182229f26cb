#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# collections.sh FOLDER: stages and builds the collection and the two that answer by older names, from the programs in FOLDER,
# this machine's itself and other machines' in folders named as `uname -m` says.
set -euo pipefail
# Galaxy takes no more.
bin=$1 stage=artifacts/stage limit=20000000
rm -rf "$stage" artifacts/*.tar.gz
mkdir -p "$stage"

version=$(build/version.sh)
# When the commit was made, so that builds of it are the same bytes.
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2> /dev/null || echo 0)}

# stage_shim FOLDER: an older name; it depends on this very build of ours.
stage_shim() {
  cp -R "shims/$1" "$stage/$1"
  cp LICENSE "$stage/$1"
  sed -i "s/^version: .*/version: $(build/version.sh "$1")/" "$stage/$1/galaxy.yml"
  printf 'dependencies:
  stackhpc.kayobe_modules: "%s"
' "$version" >> "$stage/$1/galaxy.yml"
}

ours=$stage/stackhpc.kayobe_modules
cp -R collection "$ours"
cp LICENSE "$ours"
names=$("$bin/kayobe-modules" --list)
python3 build/left_out.py "$ours" $names
python3 build/contents.py "$ours" "$version" "$epoch"
sed -E "s/^version: .*/version: $version/; s/^dependencies:/dependencies: {}/; /^#|^  \"/d" galaxy.yml > "$ours/galaxy.yml"
programs=()
for machine in x86_64 aarch64; do
  if [ "$machine" = "$(uname -m)" ]; then program=$bin/kayobe-modules; else program=$bin/$machine/kayobe-modules; fi
  programs+=("$machine=$program")
done
python3 build/module.py "$ours/plugins/bin/kayobe-modules" "${programs[@]}"
mkdir -p "$ours/plugins/modules"
for name in $names; do
  ln -s ../bin/kayobe-modules "$ours/plugins/modules/$name"
done

stage_shim pulp.squeezer
python3 build/shim.py "$stage/pulp.squeezer" collection/plugins/modules
stage_shim stackhpc.pulp
stage_shim stackhpc.kayobe_workflows
# The roles stand in git once.
cp -R collection/roles "$stage/stackhpc.pulp/roles"

for collection in "$stage"/*/; do
  ansible-galaxy collection build --force --output-path artifacts "$collection" > /dev/null
done
for tarball in artifacts/*.tar.gz; do
  python3 build/reproducible.py "$tarball" "$epoch"
  echo "$tarball: $(stat -c %s "$tarball" | numfmt --to=si --format %.1f)B"
  [ "$(stat -c %s "$tarball")" -lt "$limit" ] || { echo "$tarball is over $limit bytes" >&2; exit 1; }
done
