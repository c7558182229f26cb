#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The modules of the image build on a dockerd of our own, with Debian's registry behind a gate that counts, and fails now and then.
set -euo pipefail
exec python3 -B "$(dirname "${BASH_SOURCE[0]}")/scenarios.py" "$@"
