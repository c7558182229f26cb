#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# syntax.sh FOLDER: the playbooks around quickstart as Ansible reads them: those of the host with the collection's stubs, those inside with stubs of
# the foreign roles. FOLDER takes both.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
world=$1
collection=$world/collections/ansible_collections/stackhpc/kayobe_modules
mkdir -p "$collection" "$world/roles" "$world/home"
cp -R "$root/collection/plugins" "$root/collection/meta" "$collection/"
cp -R "$root/playbooks/oooq" "$world/oooq"
cp "$world/oooq/inside/custom.yaml_example" "$world/oooq/inside/custom.yaml"
for role in $(sed -nE 's/.*role: *([a-z/-]+).*/\1/p' "$world"/oooq/inside/*.yaml); do
  mkdir -p "$world/roles/$role/tasks"
  echo '[]' > "$world/roles/$role/tasks/main.yml"
done
export ANSIBLE_COLLECTIONS_PATH=$world/collections ANSIBLE_ROLES_PATH=$world/roles ANSIBLE_HOME=$world/home HOME=$world/home
export ANSIBLE_LOCALHOST_WARNING=false ANSIBLE_INVENTORY_UNPARSED_WARNING=false LC_ALL=C.UTF-8
cd "$world/oooq"
[ "$(ls inside/*.yaml | wc -l)" -eq 6 ]
for playbook in oooq-*.y*ml; do
  ansible-playbook --syntax-check "$playbook"
done
printf '[undercloud]\nu\n[overcloud]\no\n' > "$world/hosts"
for playbook in inside/oooq-*.yaml; do
  ansible-playbook -i "$world/hosts" --syntax-check -e teardown=true -e @inside/custom.yaml "$playbook"
done
