#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# ansible-test sanity over the three staged collections, with no ignore entries, on the installed ansible-core and on trixie's.
# Which tests run without the Python package index, and which do not: docs/sanity.md.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
passed=0 failed=0
# Debian's own Python, which sees Debian's own packages.
PATH=/usr/bin:/bin
export LC_ALL=C.UTF-8

ours=(action-plugin-docs ansible-doc compile empty-init ignores import line-endings no-assert no-illegal-filenames
  no-smart-quotes pep8 replace-urlopen runtime-metadata shebang symlinks use-argspec-type-path use-compat-six yamllint)
# No modules of their own.
shims=(empty-init ignores line-endings no-illegal-filenames no-smart-quotes runtime-metadata symlinks yamllint)

# ansible-test makes a virtual environment a test and fills it from the package index. Where it could not, Debian's packages
# take the index's place: the environment is told to look at the system's.
mend_environments() {
  local environment mended=1
  for environment in "$HOME"/.ansible/test/venv/*/*/*/; do
    [ -f "$environment/pyvenv.cfg" ] && [ ! -f "$environment/marker.txt" ] || continue
    sed -i 's/^include-system-site-packages = false/include-system-site-packages = true/' "$environment/pyvenv.cfg"
    echo true > "$environment/meta.yaml.json"
    touch "$environment/marker.txt"
    mended=0
  done
  return $mended
}

# sanity CORE COLLECTION TEST…
sanity() {
  local core=$1 collection=$2 checkout log ran bad test
  shift 2
  checkout=$root/artifacts/sanity/$core/ansible_collections/${collection/.//}
  log=$root/artifacts/sanity/$core/$collection.log
  rm -rf "$checkout"
  mkdir -p "${checkout%/*}"
  cp -R "artifacts/stage/$collection" "$checkout"
  git -C "$checkout" init -q
  git -C "$checkout" add -A
  until (cd "$checkout" && ansible-test sanity --python "$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')" \
    "${@/#/--test=}") > "$log" 2>&1; do
    grep -q 'does not have pip available\|Download failed\|Could not find a version' "$log" && mend_environments || break
  done
  # Newer cores' validate-modules imports what only the package index has. Without it the test cannot start; the older core runs it.
  if grep -q "No module named 'antsibull_docs_parser'" "$log"; then
    echo "$core $collection: left out: $*, which needs antsibull-docs-parser from the Python package index"
    return
  fi
  ran=$(grep -c '^Running sanity test' "$log")
  bad=$(sed -nE 's/.*The ([0-9]+) sanity test.*/\1/p' "$log" | tail -n 1)
  [ -n "$bad" ] || bad=$(grep -c '^FATAL:' "$log")
  # A test that was asked for and did not start has not passed.
  for test; do
    grep -q "^Running sanity test \"$test\"" "$log" || { echo "not run: $test" >> "$log"; bad=$((bad + 1)) ran=$((ran + 1)); }
  done
  [ "$bad" -eq 0 ] || cat "$log"
  echo "$core $collection: $((ran - bad)) of $ran sanity tests passed"
  passed=$((passed + ran - bad)) failed=$((failed + bad))
}

# all CORE TEST…: CORE's run of ours with these tests, and of the shims.
all() {
  local core=$1
  shift
  export HOME=$root/artifacts/sanity/$core/home
  mkdir -p "$HOME"
  sanity "$core" stackhpc.kayobe_modules "$@"
  sanity "$core" stackhpc.kayobe_modules validate-modules
  sanity "$core" pulp.squeezer "${shims[@]}"
  sanity "$core" stackhpc.pulp "${shims[@]}"
}

all installed "${ours[@]}"
newer=$(tests/ansible-core.sh trixie) || { echo "$passed passed, $((failed + 1)) failed"; exit 1; }
export PATH=$newer/bin:$PATH PYTHONPATH=$newer/lib
all trixie "${ours[@]}"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
