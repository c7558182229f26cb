# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run.sh: what is checked. The names of the checks are in the_checks, at the end.
ours=stackhpc.kayobe_modules.file_repository

# on_core NAME COMMAND…: a check whose name begins with the version; ONLY chooses by a regular expression.
on_core() { [[ ! "$core: $1" =~ ${ONLY:-} ]] || check "$core: $1" "${@:2}"; }

# beside_python GROUP PIPELINING: each case, by our module and by the Python one, has the same result.
beside_python() {
  local who module group old mark
  export ANSIBLE_PIPELINING=$2 ANSIBLE_CALLBACKS_ENABLED=results ANSIBLE_CALLBACK_PLUGINS=$root/tests/plugin
  echo one-secret > "$world/vault-password"
  local vaulted
  vaulted=$(printf 'hidden away' | ansible-vault encrypt_string --vault-password-file "$world/vault-password" --stdin-name x | sed 1d | sed 's/^ */          /')
  for who in python ours; do
    case $who in
      ours) module=$ours group=stackhpc.kayobe_modules.pulp old=pulp.squeezer.pulp_file_repository ;;
      python) module=beside.python.file_repository group=beside.python.pulp old=beside.python.pulp_file_repository ;;
    esac
    mark=$who-$1-$2-${core//./}
    # In place of a word that may stand in a line, and of a line that is text of its own.
    sed -e "s/MODULE/$module/; s/GROUP/$group/; s/OLD/$old/; s/HOW/$mark/; s/hosts: target/hosts: $1/" tests/plugin/cases.yml \
      | awk -v vaulted="$vaulted" '/^VAULTED/ { print vaulted; next } { print }' > "$world/$mark.yml"
    printf 'vaulted: !vault |\n%s\n' "$vaulted" > "$world/vaulted.yml"
    rm -f "$world/$mark.results"
    RESULTS=$world/$mark.results SAME="{\"$module\": \"MODULE\", \"$old\": \"OLD\", \"$mark\": \"HOW\", \"$group\": \"GROUP\"}" \
      timeout 300 ansible-playbook -i "$inventory" --vault-password-file "$world/vault-password" -e "@$world/vaulted.yml" "$world/$mark.yml" \
      -e "server=$PULP_URL" -e "server_password=$PULP_PASSWORD" -e "silence=$silence" > "$world/$mark.log" 2>&1 || { cat "$world/$mark.log"; return 1; }
  done
  python3 tests/plugin/same.py "$world/python-${mark#ours-}.results" "$world/$mark.results"
}

# ask WHERE [ARGUMENT…]: one call over a connection of the inventory, with arguments that are a secret each.
ask() {
  local where=$1
  shift
  timeout 120 ansible -i "$inventory" "$where" -m stackhpc.kayobe_modules.status -a "pulp_url=$PULP_URL username=admin password=$PULP_PASSWORD" "$@"
}

# binaries MODULE: the processes that run it for this suite, here or there.
binaries() {
  local each
  for each in $(pgrep -f "/(kayobe-modules|[0-9a-f]{64}) $1 -\$"); do
    if [ "$(stat -c %U "/proc/$each" 2> /dev/null)" = $far_user ] || grep -qzx "WORLD=$world" "/proc/$each/environ" 2> /dev/null; then echo "$each"; fi
  done | grep .
}

copies() { find "$far/$1/.ansible/kayobe_modules" -type f 2> /dev/null; }

the_copy_stays() {
  far_reset
  ask ssh -vvv > "$world/first" || return 1
  ask ssh -vvv > "$world/second" || return 1
  grep -q ' PUT ' "$world/first" && ! grep -q ' PUT ' "$world/second" || return 1
  [ "$(grep -c 'SSH: EXEC' "$world/second")" -eq 1 ] || return 1
  [ "$(copies $far_user)" = "$far/$far_user/.ansible/kayobe_modules/$(sha256sum artifacts/bin/kayobe-modules | cut -d ' ' -f 1)" ] || return 1
  [ "$(stat -c '%a %U' "$far/$far_user/.ansible/kayobe_modules" "$(copies $far_user)" | sort -u)" = "700 $far_user" ] || return 1
  [ -z "$(ls -A "$far/$far_user/.ansible/tmp")" ]
}

old_copies_go() {
  install -m 700 -o $far_user -g $far_user /dev/null "$far/$far_user/.ansible/kayobe_modules/0123"
  rm "$(copies $far_user | grep -v 0123)"
  ask ssh || return 1
  [ "$(copies $far_user | wc -l)" -eq 1 ] && [ ! -e "$far/$far_user/.ansible/kayobe_modules/0123" ]
}

# A copy that somebody else could have put there is not run.
foreign_copies_are_not_run() {
  local copy folder=$far/$far_user/.ansible/kayobe_modules
  ask ssh || return 1
  copy=$(copies $far_user)
  printf '#!/bin/sh\ntouch %s\n' "$far/was-run" > "$copy"
  chmod 777 "$copy" "$folder"
  ask ssh && [ ! -e "$far/was-run" ] && [ "$(stat -c %a "$folder")" = 700 ] || return 1
  printf '#!/bin/sh\ntouch %s\n' "$far/was-run" > "$copy"
  chown -R $far_other "$folder"
  ask ssh && [ ! -e "$far/was-run" ]
}

where_no_copy_can_stay_the_module_runs() {
  far_reset
  # The temporary folder is elsewhere, the home takes nothing.
  chown root "$far/$far_user"
  install -d -m 700 -o $far_user "$far/tmp"
  ANSIBLE_REMOTE_TEMP=$far/tmp ask ssh && ANSIBLE_REMOTE_TEMP=$far/tmp ask ssh
  local code=$?
  chown $far_user "$far/$far_user"
  [ "$code" -eq 0 ] && [ -z "$(ls -A "$far/tmp")" ] && [ -z "$(copies $far_user)" ]
}

each_user_has_a_copy() {
  far_reset
  local become
  for become in root $far_other nobody; do
    ANSIBLE_PIPELINING=$1 ask ssh --become --become-user $become -vvv > "$world/become" || { tail -n 30 "$world/become"; return 1; }
    ! grep -q "$PULP_PASSWORD\|$far_password" "$world/become" || return 1
  done
  [ "$(stat -c %U "$(copies $far_other)")" = $far_other ] && [ -n "$(find ~root/.ansible/kayobe_modules -type f)" ]
}

# su wants a terminal, and so standard input is not ours.
su_goes_the_ordinary_way() {
  ask ssh --become --become-method su --become-user $far_other
}

sudo_that_wants_a_terminal() {
  echo "Defaults:$far_user requiretty" >> /etc/sudoers.d/kayobe_modules_test
  ask ssh --become
  local code=$?
  install -m 440 "$far/sudoers" /etc/sudoers.d/kayobe_modules_test
  return $code
}

another_user_here() {
  ask local --become --become-user $far_other -e ansible_remote_tmp=/tmp
}

nothing_is_copied_here() {
  export ANSIBLE_REMOTE_TEMP=/proc/nowhere
  ask local -vvv > "$world/here" || return 1
  ! grep -q ' PUT \|mkdir' "$world/here" && grep -qE "EXEC .*/(kayobe-modules|[0-9a-f]{64}) status -" "$world/here"
}

# Whatever the way, the secrets are in no output, no command line and no file while the module runs.
secrets_stay_inside() {
  local where=$1 pid seen=0
  far_reset
  ask "$where" > /dev/null || return 1
  timeout 60 ansible -i "$inventory" "$where" -m stackhpc.kayobe_modules.status -vvvv -a '{"pulp_url": "'"$silence"'", "username": "admin", "password": "s3cr3t-of-the-hour"}' \
    -e '{"ansible_facts_unused": 1}' > "$world/talk" 2>&1 &
  pid=$!
  # While it waits for the server that never answers.
  for _ in $(seq 300); do binaries status > /dev/null && { seen=1; break; }; sleep 0.1; done
  sleep 0.5
  # The ansible that was given it by us has it in its own command line, and so have its workers.
  tr '\0' ' ' < <(for each in /proc/[0-9]*; do grep -qz 'ansible' "$each/cmdline" 2> /dev/null && grep -qz -- '-m' "$each/cmdline" || cat "$each/cmdline"; done 2> /dev/null) > "$world/cmdlines"
  grep -rl s3cr3t-of-the-hour "$far" "$world/ansible" /tmp/ansible* 2> /dev/null > "$world/files"
  kill $pid
  wait $pid 2> /dev/null
  [ "$seen" -eq 1 ] && ! grep -q s3cr3t "$world/cmdlines" && [ ! -s "$world/files" ] && ! grep -q s3cr3t "$world/talk"
}

# on_terminal WHEN COMMAND…: on a terminal of its own; for WHEN see terminal.py. What was shown is printed.
on_terminal() { python3 tests/plugin/terminal.py "$@"; }

a_list() {
  cat <<PLAY > "$world/list-$1.yml"
- hosts: local
  gather_facts: false
  tasks:
    - name: Sync
      stackhpc.kayobe_modules.repositories: {pulp_url: "$PULP_URL", username: admin, password: "$PULP_PASSWORD", file: "{{ wanted }}"}
      timeout: ${2:-0}
  vars:
    wanted: [{name: $1-1, url: "$UPSTREAM_FILE_URL/PULP_MANIFEST", state: present}, {name: $1-2, url: "$UPSTREAM_FILE_URL/PULP_MANIFEST", state: present}]
PLAY
  echo "$world/list-$1.yml"
}

progress_is_shown() {
  local name=progress-${core//./}
  on_terminal 0 ansible-playbook -i "$inventory" "$(a_list $name)" > "$world/shown" || return 1
  grep -q 'here: . of 2 done' "$world/shown" || return 1
  on_terminal 0 ansible-playbook -i "$inventory" "$(a_list $name-off)" -e kayobe_modules_progress=false > "$world/shown" || return 1
  ! grep -q ' of 2 done' "$world/shown" || return 1
  ansible-playbook -i "$inventory" "$(a_list $name-pipe)" > "$world/shown" || return 1
  ! grep -q ' of 2 done' "$world/shown"
}

gone() { for _ in $(seq 150); do binaries repositories > /dev/null || return 0; sleep 0.1; done; return 1; }

ctrl_c_tells_what_goes_on() {
  on_terminal working ansible-playbook -i "$inventory" "$(a_list "interrupted-${core//./}")" > "$world/shown"
  gone && grep -q 'here: Interrupted by SIGINT .* tasks go on in Pulp; running again waits' "$world/shown" || { cat "$world/shown"; return 1; }
}

ctrl_c_tells_what_was_left_there() {
  local list started=$world/started-${core//./}
  list=$(a_list "left-${core//./}")
  sed -i 's/hosts: local/hosts: ssh/' "$list"
  rm -f "$started"
  { for _ in $(seq 300); do if binaries repositories; then touch "$started"; break; fi; sleep 0.1; done; } > /dev/null &
  on_terminal "$started" ansible-playbook -i "$inventory" "$list" > "$world/shown"
  wait $!
  [ -e "$started" ] && gone && grep -q 'there: The module repositories was left there and may go on to its end' "$world/shown"
}

timeout_tells_what_goes_on() {
  ansible-playbook -i "$inventory" "$(a_list "late-${core//./}" 3)" > "$world/shown"
  gone && grep -q 'here: Interrupted by SIGTERM .* in Pulp' "$world/shown" && grep -q 'failed to execute in the expected time frame (3)\|Timed out after 3' "$world/shown"
}

a_killed_worker_ends_the_binary() {
  ansible-playbook -i "$inventory" "$(a_list "killed-${core//./}")" > "$world/shown" 2>&1 &
  local pid=$! binary=''
  for _ in $(seq 300); do binary=$(binaries repositories) && break; sleep 0.1; done
  kill -KILL "$(ps -o ppid= -p "$binary" | tr -d ' ')" && gone
  local code=$?
  kill -KILL $pid
  wait $pid 2> /dev/null
  return $code
}

# A machine we have no binary for: told by what it says of itself.
an_unknown_machine_is_named() {
  far_reset
  mkdir -p "$far/odd"
  printf '#!/bin/sh\necho riscv64\n' > "$far/odd/uname"
  chmod 755 "$far/odd" "$far/odd/uname"
  sed "s#^Subsystem#SetEnv PATH=$far/odd:/usr/bin:/bin\nSubsystem#" "$far/sshd_config" > "$far/odd/config"
  rm -f "$far/odd/pid"
  # A port that was free a moment ago may be taken: then another.
  local odd_port _
  for _ in $(seq 5); do
    odd_port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    sed -i "s#^Port .*#Port $odd_port#; s#^PidFile .*#PidFile $far/odd/pid#" "$far/odd/config"
    /usr/sbin/sshd -f "$far/odd/config" -E "$far/odd/log" || return 1
    for _ in $(seq 50); do [ ! -s "$far/odd/pid" ] || break 2; sleep 0.1; done
  done
  ask ssh -e ansible_port="$odd_port" > "$world/odd"
  local code=$?
  kill "$(cat "$far/odd/pid")"
  [ "$code" -ne 0 ] && grep -q 'no binary for there, which is riscv64' "$world/odd"
}

# without_plugin: a folder of collections where Ansible itself copies and runs the modules.
without_plugin() {
  local bare=$world/bare-${core//./} collection
  if [ ! -d "$bare" ]; then
    cp -R "$ANSIBLE_COLLECTIONS_PATH" "$bare"
    collection=$bare/ansible_collections/stackhpc/kayobe_modules
    rm -r "$collection/plugins/action"
    sed -i '/^plugin_routing:/,$d' "$collection/meta/runtime.yml"
  fi
  echo "$bare"
}

# every_way sample|whole: over ssh with and without terminal, TERM of seven kinds, pipelining, become, no Python there, in the background.
every_way() {
  far_reset
  python3 tests/plugin/matrix.py "$1" "$inventory" "$(without_plugin)"
}

works_without() {
  local bare
  bare=$(without_plugin)
  ANSIBLE_COLLECTIONS_PATH=$bare ask local -vvv > "$world/here" && grep -q ' PUT .*AnsiballZ_status' "$world/here" && ANSIBLE_COLLECTIONS_PATH=$bare ask ssh
}

# said_by_the_role NAME: how often a role's play says its sentence, and by which of its tasks.
said_by_the_role() {
  mkdir -p "$world/said" # beside collections/ that one would win
  cat <<PLAY > "$world/said/$1.yml"
- hosts: local
  gather_facts: false
  roles:
    - role: stackhpc.kayobe_modules.pulp_repository
      pulp_url: "$PULP_URL"
      pulp_username: admin
      pulp_password: "$PULP_PASSWORD"
      pulp_repository_rpm_repos: [{name: "$1", state: present}]
PLAY
  ansible-playbook -i "$inventory" "$world/said/$1.yml"
}

# Each run says it once: the plugin with the task, or the role's own task where no plugin runs.
roles_say_what_was_done() {
  local bare name=said-${core//./} sentence='1 repository: 1 changed'
  bare=$(without_plugin)
  said_by_the_role "$name-with" > "$world/said.log" || return 1
  grep -q "^here: $sentence" "$world/said.log" && [ "$(grep -c "$sentence" "$world/said.log")" -eq 1 ] || { cat "$world/said.log"; return 1; }
  ANSIBLE_COLLECTIONS_PATH=$bare said_by_the_role "$name-without" > "$world/said.log" || return 1
  ! grep -q "^here: $sentence" "$world/said.log" && [ "$(grep -c "$sentence" "$world/said.log")" -eq 1 ] || { cat "$world/said.log"; return 1; }
}

the_checks() {
  on_core 'over ssh the binary is copied once' the_copy_stays
  on_core 'old copies go' old_copies_go
  on_core 'a copy that others could write is not run' foreign_copies_are_not_run
  on_core 'where no copy can stay the module runs' where_no_copy_can_stay_the_module_runs
  on_core 'each user has a copy, sudo with a password' each_user_has_a_copy false
  on_core 'each user has a copy, sudo with a password, pipelining' each_user_has_a_copy true
  on_core 'su' su_goes_the_ordinary_way
  on_core 'sudo that wants a terminal' sudo_that_wants_a_terminal
  on_core 'another user on this machine' another_user_here
  on_core 'on this machine nothing is copied' nothing_is_copied_here
  on_core 'secrets stay inside, on this machine' secrets_stay_inside local
  on_core 'secrets stay inside, over ssh' secrets_stay_inside ssh
  on_core 'progress is shown on a terminal' progress_is_shown
  on_core 'Ctrl-C tells what goes on in Pulp' ctrl_c_tells_what_goes_on
  on_core 'Ctrl-C tells what was left at another host' ctrl_c_tells_what_was_left_there
  on_core 'timeout tells what goes on in Pulp' timeout_tells_what_goes_on
  on_core 'a killed worker ends the binary' a_killed_worker_ends_the_binary
  on_core 'a machine without a binary is named' an_unknown_machine_is_named
  on_core 'without the plugin modules work' works_without
  on_core 'roles say what was done, once' roles_say_what_was_done
  on_core 'over ssh in some of many ways' every_way sample
}
