# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the suites in shell, and by what makes a world for them: a folder that goes when they end, checks that are counted, and the last line.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
world=$(mktemp -d "${TMPDIR:-/tmp}/kayobe-modules.XXXXXX")
trap 'rm -rf "$world"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
passed=0 failed=0

# check NAME COMMAND…: one line of the report, and the end of the command's output if it fails.
check() {
  local name=$1
  shift
  if ("$@") > "$world/check.log" 2>&1; then
    passed=$((passed + 1))
    echo "ok - $name"
  else
    failed=$((failed + 1))
    echo "not ok - $name"
    grep . "$world/check.log" | tail -n 60 | cut -c 1-400 | sed 's/^/    /'
  fi
}

# report: the last line.
report() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}

# debian_archive: the Debian archive this machine's apt uses.
debian_archive() {
  apt-get indextargets --format '$(REPO_URI) $(ORIGIN)' 'Created-By: Packages' | awk '$2 == "Debian" && !/security/ { print $1; exit }'
}
