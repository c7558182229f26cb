#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The authenticating proxy and a Pulp server on a dockerd (the proxy also on a podman) of our own. Words choose scenarios by name.
set -euo pipefail
exec python3 -B "$(dirname "${BASH_SOURCE[0]}")/scenarios.py" "$@"
