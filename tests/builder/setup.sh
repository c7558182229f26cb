#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The playbooks that set hosts of ci-builder and ci-aio up, on this machine in namespaces of its own: its network has a loopback and nothing else,
# and what is written below /etc stays in a folder of the suite. The repositories are small ones of the suite's own. Rocky's part is done with nmcli recorded.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
if [ -z "${BUILDER_INSIDE:-}" ]; then
  exec env BUILDER_INSIDE=1 unshare --mount --net "$0" "$@"
fi
source tests/suite.sh
export HOME=$world/home ANSIBLE_COLLECTIONS_PATH=${COLLECTIONS:-$world/collections} ANSIBLE_LOCALHOST_WARNING=false ANSIBLE_INVENTORY_UNPARSED_WARNING=false
export ANSIBLE_PYTHON_INTERPRETER=/usr/bin/python3 GIT_CONFIG_GLOBAL=$world/gitconfig
mkdir -p "$HOME" "$world"/{etc,work,bin}
[ -n "${COLLECTIONS:-}" ] || ansible-galaxy collection install --offline -p "$world/collections" "$root"/artifacts/stackhpc-kayobe_modules-*.tar.gz > "$world/install.log" 2>&1 \
  || { cat "$world/install.log"; exit 1; }
mount -t overlay overlay -o "lowerdir=/etc,upperdir=$world/etc,workdir=$world/work" /etc || exit 1
mkdir -p /etc/systemd/network /etc/NetworkManager/system-connections
printf '192.0.2.1 elsewhere\n' > /etc/hosts
ip link set lo up
trap 'umount -l /etc; rm -rf "$world"' EXIT
printf '#!/bin/sh\necho "nmcli $*" >> %s/nmcli.log\n' "$world" > "$world/bin/nmcli"
chmod +x "$world/bin/nmcli"
PATH=$world/bin:$PATH
git config --global init.defaultBranch main
git config --global user.email builder@example.org
git config --global user.name builder

# repository NAME: one with the branch and the files that the guides speak of.
repository() {
  local folder=$world/repositories/$1
  mkdir -p "$folder/etc/kayobe/environments/ci-aio/inventory/group_vars/controllers"
  : > "$folder/requirements.txt"
  echo 'stackhpc_lvm_lv_home_size: 2g' > "$folder/etc/kayobe/environments/ci-aio/inventory/group_vars/controllers/lvm.yml"
  printf -- '---\ncontroller_bootstrap_user: cloud-user\ncontroller_lvm_groups:\n  - "{{ stackhpc_lvm_group_rootvg }}"\ncontroller_firewalld_enabled: true\n' \
    > "$folder/etc/kayobe/environments/ci-aio/controllers.yml"
  git -C "$folder" init -q && git -C "$folder" add -A && git -C "$folder" commit -qm start && git -C "$folder" checkout -qb stackhpc/2024.1
}

# with_dummies: a kernel without the module for dummy interfaces, as in small virtual machines, gets a cable that leads nowhere in its place.
with_dummies() { ip link add probe type dummy 2> /dev/null && ip link delete probe; }

# setup NAME WORD…: one of the playbooks.
setup() {
  local name=$1
  shift
  ansible-playbook "playbooks/$name-setup.yml" -e ci_packages=git -e ci_lvm=false -e ci_base_path="$world/$name" \
    -e ci_kayobe_url="file://$world/repositories/kayobe" -e ci_kayobe_config_url="file://$world/repositories/kayobe-config" \
    -e '{"ci_space": {"/tmp": "1M"}}' "$@" > "$world/play.log" 2>&1 || { tail -n 30 "$world/play.log"; return 1; }
}

says() { grep -qE -- "$1" "$world/play.log" || { tail -n 30 "$world/play.log"; return 1; }; }

dry_run_of_an_empty_host() {
  with_dummies || ip link add dummy1 type veth peer name nowhere
  setup ci-builder --check && [ ! -e "$world/ci-builder/src" ] || return 1
  says 'would clone|changed=[1-9]' && ! ip link show breth1
}

first_run() {
  setup ci-builder && says 'changed=[1-9]' && [ -d "$world/ci-builder/src/kayobe-config/.git" ] && [ -x "$world/ci-builder/venvs/kayobe/bin/pip" ] || return 1
  [ "$(git -C "$world/ci-builder/src/kayobe-config" branch --show-current)" = stackhpc/2024.1 ] || return 1
  ip -brief address show breth1 | grep -q 192.168.33.3/24 && ip -json link show dummy1 | grep -q '"master":"breth1"' || return 1
  grep -qx '127.0.0.1 localhost' /etc/hosts && grep -q elsewhere /etc/hosts
}

second_run() { setup ci-builder && says 'changed=0 '; }

what_the_preflight_says() {
  says 'vault password: KAYOBE_VAULT_PASSWORD is not set, and there is no' || return 1
  ! grep -q 'interface breth1: there is no' "$world/play.log"
}

the_files_for_a_reboot() {
  grep -q 'Kind=bridge' /etc/systemd/network/50-breth1.netdev && grep -q 'Address=192.168.33.3/24' /etc/systemd/network/50-breth1.network \
    && grep -q 'Kind=dummy' /etc/systemd/network/50-dummy1.netdev && grep -q 'Bridge=breth1' /etc/systemd/network/50-dummy1.network || return 1
  ! command -v systemd-analyze > /dev/null || ! systemd-analyze verify /etc/systemd/network/50-breth1.netdev 2>&1 | grep -i 'unknown section'
}

an_interface_that_was_lost() {
  ip link delete breth1 && setup ci-builder && says 'changed=1 ' && ip -json link show dummy1 | grep -q '"master":"breth1"'
}

# Only the steps that Rocky does otherwise.
rocky() {
  setup ci-builder --tags network -e ci_os_family=RedHat && grep -qx 'nmcli connection reload' "$world/nmcli.log" || return 1
  [ "$(stat -c %a /etc/NetworkManager/system-connections/breth1.nmconnection)" = 600 ] || return 1
  grep -qx 'address1=192.168.33.3/24' /etc/NetworkManager/system-connections/breth1.nmconnection \
    && grep -qx 'master=breth1' /etc/NetworkManager/system-connections/dummy1.nmconnection || return 1
  setup ci-builder --tags network -e ci_os_family=RedHat && says 'changed=0 ' && [ "$(wc -l < "$world/nmcli.log")" = 1 ]
}

all_in_one() {
  setup ci-aio -e ci_ironic=true && [ -d "$world/ci-aio/src/kayobe/.git" ] || return 1
  local environment=$world/ci-aio/src/kayobe-config/etc/kayobe/environments/ci-aio
  [ ! -e "$environment/inventory/group_vars/controllers/lvm.yml" ] || return 1
  diff <(printf -- '---\ncontroller_bootstrap_user: cloud-user\ncontroller_firewalld_enabled: true\n') "$environment/controllers.yml" || return 1
  grep -q 'kolla_enable_ironic: true' "$world/ci-aio/src/kayobe-config/etc/kayobe/aio.yml" || return 1
  setup ci-aio -e ci_ironic=true && says 'changed=0 '
}

growroot_leaves_a_host_without_lvm_alone() {
  ansible-playbook playbooks/growroot.yml -e growroot_group=localhost -e bootstrap_user=root -c local > "$world/play.log" 2>&1 && says 'changed=0 .*skipped=[1-9]'
}

repository kayobe
repository kayobe-config
check "a dry run of an empty host says what would be done, and does nothing" dry_run_of_an_empty_host
check "the first run clones, installs, makes the bridge and has localhost resolved" first_run
check "the second run changes nothing" second_run
check "the check at the end names what is still missing, and nothing that is there" what_the_preflight_says
check "systemd's network has what a reboot needs" the_files_for_a_reboot
check "an interface that was lost is made again, and nothing else" an_interface_that_was_lost
check "on Rocky NetworkManager has it, once" rocky
check "ci-aio is set up without LVM and with Ironic, and the second run changes nothing" all_in_one
check "growroot.yml leaves a host without LVM alone" growroot_leaves_a_host_without_lvm_alone
report
