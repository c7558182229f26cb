#!/usr/bin/env bash
# The authenticating proxy on a dockerd and a podman of our own. Words choose scenarios by name.
set -euo pipefail
exec python3 -B "$(dirname "${BASH_SOURCE[0]}")/scenarios.py" "$@"
