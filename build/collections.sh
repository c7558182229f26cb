#!/usr/bin/env bash
# collections.sh VERSION BINARY: stages and builds the collection and the two that answer by older names.
set -euo pipefail
version=$1 binary=$2 stage=artifacts/stage limit=10000000
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
install -D -m 755 "$binary" "$ours/plugins/bin/kayobe-modules"
mkdir -p "$ours/plugins/modules"
names=$("$binary" --list)
for name in $names; do
  ln -s ../bin/kayobe-modules "$ours/plugins/modules/$name"
done

stage_shim pulp.squeezer
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
