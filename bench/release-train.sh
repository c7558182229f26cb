#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# release-train.sh [N]: what a release train of N images, N/5 RPM and N/20 Debian repositories costs, against the sandbox:
# a first run, a run that finds nothing new, one without syncs, and the single modules in a loop beside it.
# The last line is one JSON object. Settings: WORKERS, LATENCY_MS, SYNC_SECONDS (each lasts at least), SAMPLE (items for the
# single modules).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
n=${1:-99}
[[ $n =~ ^[1-9][0-9]*$ ]] || { sed -n '2,5s/^# //p' "$0" >&2; exit 2; }
[ -x artifacts/bin/kayobe-modules ] && [ -x artifacts/bin/pulp-sandbox ] || ./build.sh publish >&2

# As short as leaves the syncs, not the two cores, to bound the run: 99 take 5 minutes then, 1000 take 5, 10 000 take 20.
least() {
  if [ "$n" -gt 2000 ]; then echo 0.3; elif [ "$n" -gt 200 ]; then echo 0.5; else echo 2; fi
}

source tests/e2e/world.sh
start_upstreams
# LIKE_PULP=1: requests and tasks cost what they cost on a real Pulp 3.105 (docs/sandbox.md).
timing=()
[ -z "${LIKE_PULP:-}" ] || timing=(--request-ms 24 --password-ms 110 --task-seconds 0.2)
start_sandbox "${timing[@]}" --workers "${WORKERS:-$((n > 200 ? 8 : 4))}" --latency-ms "${LATENCY_MS:-5}" --sync-seconds "${SYNC_SECONDS:-$(least)}"
python3 bench/release_train.py "$n" "$requests" artifacts/bin/kayobe-modules "${SAMPLE:-100}" "$sandbox_pid"
