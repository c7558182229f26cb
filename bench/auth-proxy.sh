#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Throughput through the authenticating proxy beside reading from its upstream directly; the last line is one JSON object.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ -x artifacts/bin/kayobe-modules ] && [ -x artifacts/bin/pulp-sandbox ] || ./build.sh publish >&2
exec python3 -B bench/auth_proxy.py
