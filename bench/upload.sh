#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# upload.sh [GIGABYTES]: what it takes to upload a file of so many gigabytes (5), to find that it is there, to go on with an upload that was killed,
# and to download it, against the sandbox: time and the most memory at once. The last line is one JSON object. Setting: TMPDIR, with four times the room.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[[ ${1:-5} =~ ^[1-9][0-9]*$ ]] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
[ -x artifacts/bin/kayobe-modules ] && [ -x artifacts/bin/pulp-sandbox ] || ./build.sh publish >&2

source tests/e2e/world.sh
start_sandbox
python3 bench/upload.py "${1:-5}" "$requests" artifacts/bin/kayobe-modules "$world"
