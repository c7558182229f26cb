#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The generated files are what the tool, which ./build.sh build has built, would write today: into a copy, since other suites read ours.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
generated=(collection/plugins/modules collection/meta/runtime.yml README.md)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R --parents src/Modules collection README.md "$copy"
dotnet run --project src/Docs -c Release --no-build -- "$copy" || { echo "0 passed, 1 failed"; exit 1; }
passed=0 failed=0
for path in "${generated[@]}"; do
  if diff -ru "$path" "$copy/$path"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
# Sanity refuses longer lines, minutes later.
if ! grep -nE '.{161}' collection/plugins/modules/*.py; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
# Each source says under which licence it is.
if python3 build/headers.py --check; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
# The changelog can be made of all fragments: the collection would fail without.
if python3 build/notes.py 0.0.0 rst > "$copy/notes"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
# Of modules that a build leaves out nothing is staged: Ansible would run their pages.
kept=$(cd collection/plugins/modules && ls ./*.py | sed -n 's/^\.\///; s/\.py$//; /^oooq_/!p')
if python3 build/left_out.py "$copy/collection" $kept && ! grep -rl oooq_ "$copy/collection/plugins/modules" "$copy/collection/meta" \
  && [ "$(ls "$copy"/collection/plugins/modules/*.py | wc -l)" -eq "$(wc -w <<< "$kept")" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
