#!/usr/bin/env bash
# Throughput through the authenticating proxy beside reading from its upstream directly; the last line is one JSON object.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../tests/docker"
exec python3 -B ../../bench/auth_proxy.py
