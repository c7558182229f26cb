#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The release train on this machine, and what three clients then fetch. With PULP_URL, PULP_USERNAME and PULP_PASSWORD in the
# environment that server is used (it must reach this machine's 127.0.0.1), else the sandbox.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/world.sh"

install_collections
start_upstreams
if [ -z "${PULP_URL:-}" ]; then start_sandbox; server="the sandbox, $PULP_URL"; else server=$PULP_URL; fi
export PULP_USERNAME=${PULP_USERNAME:-admin} PULP_PASSWORD=${PULP_PASSWORD:-}

rows=()
for playbook in "${train_playbooks[@]}"; do
  started=$(date +%s%N)
  train "$playbook" | tee "$world/play.log"
  recap=$(sed -nE 's/^localhost .*(ok=[0-9]+) +(changed=[0-9]+) .*(failed=[0-9]+).*/\1 \2 \3/p' "$world/play.log")
  rows+=("$playbook" "$recap" "$(( ($(date +%s%N) - started) / 1000000 )) ms")
done
for client in dnf apt skopeo; do
  IFS=$'\t' read -r what where < <("$root/tests/e2e/clients.sh" "$client" "$world/clients")
  rows+=("$client" "$what" "$where")
done

echo
echo "Against $server"
printf '%-30s %-46s %s\n' "${rows[@]}"
