#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The other architecture's programs can be built, and the collections with both; suites that need them run after this one.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if ./build.sh cross collection; then echo "1 passed, 0 failed"; else echo "0 passed, 1 failed"; exit 1; fi
