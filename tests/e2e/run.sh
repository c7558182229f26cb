#!/usr/bin/env bash
# End to end: the built collections, installed, through real ansible-playbook, against real upstreams and the sandbox.
# On the installed ansible-core everything, on trixie's the cases and the train again.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/world.sh"
cd "$root"
passed=0 failed=0
limit=180

# check NAME COMMAND…: one line of the report, and the command's output if it fails.
check() {
  local name=$1 log=$world/check.log
  shift
  if timeout "$limit" bash -c "$(declare -f); $(declare -p root world requests train_playbooks 2> /dev/null); \"\$@\"" check "$@" > "$log" 2>&1; then
    passed=$((passed + 1))
    echo "ok - $name"
  else
    failed=$((failed + 1))
    echo "not ok - $name"
    tail -n 60 "$log" | sed 's/^/    /'
  fi
}
