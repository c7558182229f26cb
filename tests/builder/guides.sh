#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The guides of ci-builder and ci-aio, command by command, in a Debian that has nothing but what boots.
set -euo pipefail
exec python3 -B "$(dirname "${BASH_SOURCE[0]}")/guides/guides.py" "$@"
