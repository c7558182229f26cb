#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [here|ways]: modules as the action plugin runs them: beside a Python module of the same arguments, and for what only ours do; on a local connection and
# over ssh to a server of our own; on the installed ansible-core and on trixie's.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../e2e/world.sh"
cd "$root"
source tests/plugin/far.sh
source tests/plugin/checks.sh
trap 'far_end; world_end' EXIT
install_collections || exit 1
python3 tests/plugin/beside.py collection/plugins/modules/file_repository.py "$ANSIBLE_COLLECTIONS_PATH"
start_upstreams && start_sandbox --workers 2 --sync-seconds 4 && far_start || { echo "0 passed, 1 failed"; exit 1; }

both() {
  core=$(ansible --version | sed -nE '1s/.*core ([0-9]+\.[0-9]+).*/\1/p')
  local where
  for where in local ssh; do
    for pipelining in false true; do
      [ "$where$pipelining" = localtrue ] || on_core "$where, pipelining $pipelining: all as with a Python module" beside_python "$where" "$pipelining"
    done
  done
  the_checks
}

core=installed
# All ways over ssh, and nothing else: each way is a check.
all_ways() {
  core=$(ansible --version | sed -nE '1s/.*core ([0-9]+\.[0-9]+).*/\1/p')
  every_way whole > "$world/ways" 2>&1
  sed "s/ - over ssh/ - $core: over ssh/" "$world/ways"
  passed=$((passed + $(grep -c '^ok - ' "$world/ways"))) failed=$((failed + $(grep -c '^not ok - ' "$world/ways")))
  grep -q '^ok - ' "$world/ways" || failed=$((failed + 1))
}

if [ "${1:-}" = ways ]; then both() { all_ways; }; fi
both
if [ "${1:-}" = here ]; then
  : # this one only
elif newer=$(tests/ansible-core.sh trixie); then
  # Workers of the other version may have left connections open, which are shared by name.
  far_reset
  (export PATH=$newer/bin:$PATH PYTHONPATH=$newer/lib; both; echo "$passed $failed" > "$world/counts")
  read -r passed failed < "$world/counts"
else
  failed=$((failed + 1))
fi

report
