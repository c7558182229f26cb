#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the .NET test projects, which ./build.sh build has built, and counts what they report.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test Modules.sln -c Release --no-build --nologo 2>&1 | tee "$log"
code=${PIPESTATUS[0]}
sum() { sed -nE "s/.*[ -]+Failed: +([0-9]+), Passed: +([0-9]+), .*/\\$1/p" "$log" | awk '{ n += $1 } END { print n + 0 }'; }
failed=$(sum 1)
# A project that does not build reports no tests at all.
[ "$code" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$(sum 2) passed, $failed failed"
[ "$failed" -eq 0 ]
