#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# kayobe as far as this person needs it: what releases 14 and 18 (KAYOBE_RELEASE) do about collections, variables and environments.
set -euo pipefail
config=$KAYOBE_CONFIG_PATH
paths=$config/ansible/collections:$KAYOBE_VENV/share/kayobe/ansible/collections
[ "$KAYOBE_RELEASE" -ge 17 ] || paths=$paths:$HOME/.ansible/collections
export ANSIBLE_COLLECTIONS_PATH=$paths

case "$1 $2 ${3:-}" in
  'control host upgrade') exec ansible-galaxy collection install --force -r "$config/ansible/requirements.yml" -p "$config/ansible/collections" ;;
  'control host bootstrap') exec ansible-galaxy collection install -r "$config/ansible/requirements.yml" -p "$config/ansible/collections" ;;
  'playbook run '*)
    shift 2
    variables=()
    for file in "$config"/*.yml ${KAYOBE_ENVIRONMENT:+"$config/environments/$KAYOBE_ENVIRONMENT"/*.yml}; do variables+=(-e "@$file"); done
    exec ansible-playbook "${variables[@]}" "$@"
    ;;
  *) echo "no kayobe $*" >&2; exit 2 ;;
esac
