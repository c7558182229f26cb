# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced: "another machine": an sshd of this suite's own on a free port, with its own keys, and two users that end with it.
far_user=kmops far_other=kmother far_password=open-sesame-4711
far=$world/far
inventory=$far/hosts

far_start() {
  mkdir -p "$far" /run/sshd
  # The users of this suite must reach what is theirs.
  chmod 755 "$world" "$far"
  ssh-keygen -q -t ed25519 -N '' -f "$far/host_key" && ssh-keygen -q -t ed25519 -N '' -f "$far/key" || return 1
  cp "$far/key.pub" "$far/authorized"
  local user
  for user in $far_user $far_other; do
    userdel "$user" 2> /dev/null || true
    useradd --no-create-home --home-dir "$far/$user" --shell /bin/sh --password "$(openssl passwd -6 $far_password)" "$user" || return 1
    install -d -m 755 -o "$user" -g "$user" "$far/$user"
  done
  printf '%s ALL=(ALL) ALL\n' $far_user > "$far/sudoers"
  install -m 440 "$far/sudoers" /etc/sudoers.d/kayobe_modules_test
  far_port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  cat > "$far/sshd_config" <<CONFIG
Port $far_port
ListenAddress 127.0.0.1
HostKey $far/host_key
AuthorizedKeysFile $far/authorized
PidFile $far/sshd.pid
StrictModes no
UsePAM no
MaxStartups 100
MaxSessions 100
Subsystem sftp internal-sftp
CONFIG
  /usr/sbin/sshd -f "$far/sshd_config" -E "$far/sshd.log" || return 1
  # A server that takes requests and never answers.
  python3 -c 'import socket, time; s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(50); print(s.getsockname()[1], flush=True); time.sleep(3600)' \
    > "$far/silence" &
  far_silence=$!
  local _
  for _ in $(seq 100); do [ ! -s "$far/silence" ] || [ ! -s "$far/sshd.pid" ] || break; sleep 0.1; done
  silence=http://127.0.0.1:$(cat "$far/silence")
  cat > "$inventory" <<HOSTS
[local]
here ansible_connection=local ansible_python_interpreter=/usr/bin/python3
[ssh]
there ansible_host=127.0.0.1 ansible_port=$far_port ansible_user=$far_user ansible_ssh_private_key_file=$far/key
[ssh:vars]
ansible_ssh_common_args='-o UserKnownHostsFile=/dev/null -o StrictHostKeyChecking=no -o LogLevel=ERROR'
ansible_become_password=$far_password
ansible_python_interpreter=/usr/bin/python3
ansible_async_dir=~/.ansible_async
HOSTS
  export ANSIBLE_SSH_CONTROL_PATH_DIR=$far/cp
}

# far_reset: no connection is left, no copy of ours, and no temporary file.
far_reset() {
  rm -rf "${far:?}"/{$far_user,$far_other}/.ansible "$far/cp" ~root/.ansible/kayobe_modules
}

far_end() {
  [ -z "${far_silence:-}" ] || kill "$far_silence" 2> /dev/null || true
  if [ -s "$far/sshd.pid" ]; then
    kill "$(cat "$far/sshd.pid")" 2> /dev/null || true
    local socket
    for socket in "$far"/cp/*; do [ ! -S "$socket" ] || ssh -o ControlPath="$socket" -O exit 127.0.0.1 2> /dev/null || true; done
  fi
  rm -f /etc/sudoers.d/kayobe_modules_test
  local left
  for left in $(ps -o pid= -u $far_user,$far_other 2> /dev/null); do
    kill -KILL "$left" 2> /dev/null || true # nobody else's: these users are this suite's
  done
  userdel $far_user 2> /dev/null || true
  userdel $far_other 2> /dev/null || true
}
