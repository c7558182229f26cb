#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The tests that need no server but their own: the host, the engine, plans, and the recordings of a few modules.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
options=(-c Release --nologo -p:RunAnalyzers=false -p:GenerateDocumentationFile=false -v q)
run() { dotnet test "$@" "${options[@]}" 2>&1 | tee -a "$log"; }
run tests/ModuleHost.Tests
run tests/Modules.Tests --filter 'FullyQualifiedName~.Converge.|FullyQualifiedName~.Entities.|FullyQualifiedName~.Planning.|FullyQualifiedName~.Conversations.|(FullyQualifiedName~GoldenTests&DisplayName~rpm_remote)'
sum() { sed -nE "s/.*[ -]+Failed: +([0-9]+), Passed: +([0-9]+), .*/\\$1/p" "$log" | awk '{ n += $1 } END { print n + 0 }'; }
failed=$(sum 1)
[ "$(grep -c 'Failed: .* Passed: ' "$log")" -eq 2 ] || failed=$((failed + 1)) # one did not build
echo "$(sum 2) passed, $failed failed"
[ "$failed" -eq 0 ]
