#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The container around TripleO quickstart, on a dockerd of our own, with an image in which Ansible writes down how it is called.
set -euo pipefail
exec python3 -B "$(dirname "${BASH_SOURCE[0]}")/scenarios.py" "$@"
