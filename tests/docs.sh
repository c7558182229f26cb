#!/usr/bin/env bash
# The generated files are what the tool would write today.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
generated=(collection/plugins/modules collection/meta/runtime.yml README.md)
before=$(mktemp -d)
trap 'rm -rf "$before"' EXIT
cp -R collection README.md "$before"
./build.sh docs || { echo "0 passed, 1 failed"; exit 1; }
passed=0 failed=0
for path in "${generated[@]}"; do
  if diff -ru "$before/$path" "$path"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
# Sanity refuses longer lines, a quarter of an hour later.
if ! grep -nE '.{161}' collection/plugins/modules/*.py; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
