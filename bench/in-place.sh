#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# in-place.sh: what running a module costs, apart from what it does: 99 calls with nothing to do in a loop, on this machine and over ssh to an sshd
# of our own (as root), with the action plugin, without it, by a Python module of the same arguments, and by an action that does nothing; then the
# five playbooks with and without. The last line is one JSON object, in milliseconds an item (median, slowest after the first) and seconds a playbook.
# Settings: ITEMS (99), TRAIN=no leaves the playbooks out.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ -x artifacts/bin/kayobe-modules ] && [ -x artifacts/bin/pulp-sandbox ] || ./build.sh publish >&2
ls artifacts/stackhpc-kayobe_modules-*.tar.gz > /dev/null 2>&1 || ./build.sh collection >&2

source tests/e2e/world.sh
source tests/plugin/far.sh
trap 'far_end; world_end' EXIT
install_collections
python3 tests/plugin/beside.py collection/plugins/modules/repositories.py "$ANSIBLE_COLLECTIONS_PATH"
start_upstreams
start_sandbox --workers 4
far_start
mkdir "$world/loops" # beside collections/ that one would win over ANSIBLE_COLLECTIONS_PATH
bare=$world/bare
cp -R "$ANSIBLE_COLLECTIONS_PATH" "$bare"
rm -r "$bare/ansible_collections/stackhpc/kayobe_modules/plugins/action"
sed -i '/^plugin_routing:/,$d' "$bare/ansible_collections/stackhpc/kayobe_modules/meta/runtime.yml"

export TIMES=$world/times ANSIBLE_CALLBACK_PLUGINS=$root/bench/callbacks ANSIBLE_CALLBACKS_ENABLED=item_times
# loop WHERE MODULE: what each item took, as two numbers.
loop() {
  local call="$2: {pulp_url: \"$PULP_URL\", username: admin, password: secret}"
  [ "$2" != ansible.builtin.debug ] || call="$2: {msg: \"\"}"
  printf -- '- hosts: %s\n  gather_facts: false\n  tasks:\n    - %s\n      loop: "{{ range(%s) | list }}"\n' "$1" "$call" "${ITEMS:-99}" > "$world/loops/loop.yml"
  rm -f "$TIMES"
  ansible-playbook -i "$inventory" "$world/loops/loop.yml" > "$world/loop.log" 2>&1 || { tail -n 5 "$world/loop.log" >&2; exit 1; }
  python3 bench/callbacks/item_times.py "$TIMES"
}

results=()
# row NAME COMMAND…: the command's two numbers.
row() {
  local name=$1 median slowest
  shift
  read -r median slowest < <("$@")
  printf '%-46s %8s %8s\n' "$name" "$median" "$slowest"
  results+=("\"$name\": [$median, $slowest]")
}

ours=stackhpc.kayobe_modules.repositories beside=beside.python.repositories
printf '%-46s %8s %8s\n' 'ms an item' median slowest
row 'here: an empty action' loop local ansible.builtin.debug
row 'here: plugin' loop local $ours
ANSIBLE_COLLECTIONS_PATH=$bare row 'here: without the plugin' loop local $ours
ANSIBLE_PIPELINING=true row 'here: Python, pipelining' loop local $beside
for pipelining in true false; do
  export ANSIBLE_PIPELINING=$pipelining
  row "ssh, pipelining $pipelining: plugin" loop ssh $ours
  ANSIBLE_COLLECTIONS_PATH=$bare row "ssh, pipelining $pipelining: without the plugin" loop ssh $ours
  row "ssh, pipelining $pipelining: Python" loop ssh $beside
done
unset ANSIBLE_PIPELINING

# the_train: all five playbooks; seconds of the first run and of one with nothing new.
the_train() {
  local pass began playbook numbers=()
  start_sandbox --workers 4
  export SQUEEZER_PULP_URL=$PULP_URL SQUEEZER_USERNAME=$PULP_USERNAME SQUEEZER_PASSWORD=$PULP_PASSWORD
  for pass in first again; do
    began=$(date +%s%N)
    for playbook in "${train_playbooks[@]}"; do train "$playbook" > "$world/train.log" 2>&1 || { tail -n 20 "$world/train.log" >&2; exit 1; }; done
    numbers+=("$(awk -v began="$began" -v ended="$(date +%s%N)" 'BEGIN { printf "%.1f", (ended - began) / 1e9 }')")
  done
  echo "${numbers[@]}" > "$world/numbers"
}
if [ "${TRAIN:-yes}" = yes ]; then
  printf '%-46s %8s %8s\n' 'seconds' first again
  the_train
  row 'five playbooks: plugin' cat "$world/numbers"
  export ANSIBLE_COLLECTIONS_PATH=$bare
  the_train
  row 'five playbooks: without the plugin' cat "$world/numbers"
fi
(IFS=,; echo "{${results[*]}}")
