#!/usr/bin/env bash
# collections.sh VERSION FOLDER: stages and builds the collection and the two that answer by older names, from the programs in FOLDER,
# this machine's itself and other machines' in folders named as `uname -m` says.
set -euo pipefail
# Galaxy takes no more.
version=$1 bin=$2 stage=artifacts/stage limit=20000000
rm -rf "$stage" artifacts/*.tar.gz
mkdir -p "$stage"

# stage_shim FOLDER: an older name; it depends on ours in the same version.
stage_shim() {
  cp -R "shims/$1" "$stage/$1"
  cp LICENSE "$stage/$1"
  printf 'version: %s\ndependencies:\n  stackhpc.kayobe_modules: "%s"\n' "$version" "$version" >> "$stage/$1/galaxy.yml"
}

ours=$stage/stackhpc.kayobe_modules
cp -R collection "$ours"
cp galaxy.yml LICENSE README.md "$ours"
programs=()
for machine in x86_64 aarch64; do
  if [ "$machine" = "$(uname -m)" ]; then program=$bin/kayobe-modules; else program=$bin/$machine/kayobe-modules; fi
  programs+=("$machine=$program")
done
python3 build/module.py "$ours/plugins/bin/kayobe-modules" "${programs[@]}"
mkdir -p "$ours/plugins/modules"
for name in $("$bin/kayobe-modules" --list); do
  ln -s ../bin/kayobe-modules "$ours/plugins/modules/$name"
done

stage_shim pulp.squeezer
python3 build/shim.py "$stage/pulp.squeezer" collection/plugins/modules
stage_shim stackhpc.pulp
# The roles stand in git once.
cp -R collection/roles "$stage/stackhpc.pulp/roles"

for collection in "$stage"/*/; do
  ansible-galaxy collection build --force --output-path artifacts "$collection" > /dev/null
done
for tarball in artifacts/*.tar.gz; do
  echo "$tarball: $(stat -c %s "$tarball" | numfmt --to=si --format %.1f)B"
  [ "$(stat -c %s "$tarball")" -lt "$limit" ] || { echo "$tarball is over $limit bytes" >&2; exit 1; }
done
