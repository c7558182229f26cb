# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced: a world to run playbooks in. Upstreams, a Pulp server (the sandbox, or PULP_URL's), the installed collections.
# A server that is not the sandbox says what the cases cannot know: PULP_MEDIA, where its artifacts are seen from here; PULP_EXPORTS, a
# folder of its ALLOWED_EXPORT_PATHS and ALLOWED_IMPORT_PATHS as it names it itself; PULP_ROOT, where its root is seen from here.
# Needs the published binaries and the built collections. Whatever it starts ends with the script, also on Ctrl-C.
source "$(dirname "${BASH_SOURCE[0]}")/../suite.sh"
sandbox_pid=''
requests=$world/requests.jsonl
# A home of its own: suites run side by side, and the program that is unpacked for each user lies there.
export WORLD=$world HOME=$world/home XDG_STATE_HOME=$world/state
# Ansible looks for jobs in the home that the system knows, and leaves them in that of the variable.
export ANSIBLE_ASYNC_DIR=$world/async
mkdir "$HOME"
export ANSIBLE_COLLECTIONS_PATH=$world/collections ANSIBLE_LOCALHOST_WARNING=false ANSIBLE_INVENTORY_UNPARSED_WARNING=false
export ANSIBLE_NOCOLOR=1 ANSIBLE_RETRY_FILES_ENABLED=false ANSIBLE_HOME=$world/ansible ANSIBLE_LOCAL_TEMP=$world/ansible/tmp

world_end() {
  trap - EXIT INT TERM
  [ -z "$sandbox_pid" ] || kill "$sandbox_pid" 2> /dev/null || true
  [ ! -d "$world/upstreams" ] || "$root/tests/upstreams/upstreams.sh" stop "$world/upstreams" || true
  [ -z "$sandbox_pid" ] || wait "$sandbox_pid" 2> /dev/null || true
  rm -rf "$world"
}
trap world_end EXIT

# install_collections: the three tarballs, into a folder of this world.
install_collections() {
  ansible-galaxy collection install --offline -p "$ANSIBLE_COLLECTIONS_PATH" "$root"/artifacts/*.tar.gz > "$world/install.log" 2>&1 \
    || { cat "$world/install.log" >&2; return 1; }
}

start_upstreams() {
  "$root/tests/upstreams/upstreams.sh" start "$world/upstreams" > "$world/upstreams.log" 2>&1 || { cat "$world/upstreams.log" >&2; return 1; }
  set -a
  source "$world/upstreams/env"
  set +a
  "$root/tests/e2e/ark.sh" "$world/upstreams" > "$world/vars.yml"
}

# start_sandbox [OPTION…]: a new, empty server at PULP_URL; every request is a line of $requests.
start_sandbox() {
  [ -z "$sandbox_pid" ] || { kill "$sandbox_pid"; wait "$sandbox_pid" 2> /dev/null || true; }
  rm -rf "$requests" "$world/media"
  : > "$world/sandbox.log" # here before it is read below, however late the server's process begins
  export PULP_MEDIA=$world/media
  export PULP_USERNAME=admin PULP_PASSWORD=${PULP_PASSWORD:-try-it-out-17}
  PULP_SANDBOX_PASSWORD=$PULP_PASSWORD "$root/artifacts/bin/pulp-sandbox" --listen 127.0.0.1:0 --log "$requests" --media "$PULP_MEDIA" "$@" > "$world/sandbox.log" 2>&1 &
  sandbox_pid=$!
  local _
  for _ in $(seq 100); do
    PULP_URL=$(sed -nE '1s#.*(http://127\.0\.0\.1:[0-9]+).*#\1#p' "$world/sandbox.log" 2> /dev/null)
    [ -z "$PULP_URL" ] || break
    kill -0 "$sandbox_pid" 2> /dev/null || break
    sleep 0.1
  done
  export PULP_URL
  [ -n "$PULP_URL" ] || { echo "the sandbox did not start:" >&2; cat "$world/sandbox.log" >&2; return 1; }
}

# train PLAYBOOK [ARGUMENT…]: one of the release train's playbooks against this world.
train() {
  local playbook=$1
  shift
  timeout --foreground 600 ansible-playbook "$root/playbooks/$playbook.yml" -e "@$world/vars.yml" "$@"
}
train_playbooks=(pulp-repo-sync pulp-repo-publish pulp-repo-promote-production pulp-container-sync pulp-container-publish)
