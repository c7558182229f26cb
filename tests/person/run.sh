#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A person who has README and three tarballs, an installed kayobe with the Python collections, and two environments: to ours and back,
# knowing at each step which one answers. Every command is README's. Needs the published binaries and the built collections.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../e2e/world.sh"
unset ANSIBLE_COLLECTIONS_PATH SQUEEZER_PULP_URL SQUEEZER_USERNAME SQUEEZER_PASSWORD XDG_STATE_HOME
cd "$world"
readme() { python3 "$root/tests/person/readme.py" "$root/README.md" "$@"; }

# What README calls /srv/kayobe_modules and by the names of a release: this build's.
srv=$world/srv
mkdir -p "$srv" "$world/bin" "$world/venv"
cp "$root"/artifacts/{stackhpc-kayobe_modules,pulp-squeezer,stackhpc-pulp}-*.tar.gz "$srv"
ln -s "$root/tests/person/kayobe.sh" "$world/bin/kayobe"
export PATH=$world/bin:$PATH KAYOBE_VENV=$world/venv KAYOBE_RELEASE=18
here() {
  local text name
  text=$(sed "s#/stack/kayobe-config#$world/stack#g; s#/srv/kayobe_modules#$srv#g")
  for name in stackhpc-kayobe_modules pulp-squeezer stackhpc-pulp; do
    text=$(sed -E "s#$srv/$name-[0-9][^* ]*\.tar\.gz#$(echo "$srv/$name"-*.tar.gz)#g" <<< "$text")
  done
  printf '%s\n' "$text"
}
# told HEADING NUMBER: runs a block of README. asked ROW [ARGUMENT…]: runs a row of its table, for the kayobe there is.
told() { local words; words=$(readme block "$1" "$2" | here) && echo "$words" && eval "$words"; }
asked() { local words row=$1; shift; words=$(readme cell "$row" "kayobe $KAYOBE_RELEASE" | here) && echo "$words" && eval "$words \"\$@\""; }

# What was there before: the Python collections, as far as they are told apart, in a Galaxy of ours; an upstream that refuses logins.
original() {
  local folder=$world/originals/$1.$2
  mkdir -p "$folder/roles/pulp_distribution/tasks" "$folder/plugins/modules"
  printf 'namespace: %s\nname: %s\nversion: %s\nreadme: README.md\nauthors: [somebody]\n' "$1" "$2" "$3" > "$folder/galaxy.yml"
  echo 'The original.' > "$folder/README.md"
  printf -- '---\n- ansible.builtin.debug:\n    msg: the original answers\n' > "$folder/roles/pulp_distribution/tasks/main.yml"
  ansible-galaxy collection build --output-path "$world/galaxy" "$folder" > "$world/original.log" 2>&1 || cat "$world/original.log" >&2
}
original pulp squeezer 0.0.13
original stackhpc pulp 0.5.5
python3 "$root/tests/person/servers.py" "$world/galaxy" > "$world/port" &
servers_pid=$!
trap 'kill "$servers_pid"; world_end' EXIT
until [ -s "$world/port" ]; do sleep 0.1; done
servers=http://127.0.0.1:$(cat "$world/port")
export ANSIBLE_GALAXY_SERVER=$servers/api/

start_sandbox || exit 1

# The configuration: kayobe's own playbook, where either release has it, by the old name of the role; two environments.
config=$world/stack/etc/kayobe
export KAYOBE_CONFIG_PATH=$config
mkdir -p "$config/ansible/pulp" "$config/environments/"{staging,production}
cat > "$config/ansible/pulp-repo-promote-production.yml" << 'YAML'
---
- name: Promote package repositories
  hosts: localhost
  gather_facts: false
  tasks:
    - ansible.builtin.import_role:
        name: stackhpc.pulp.pulp_distribution
      vars:
        pulp_distribution_rpm: "{{ stackhpc_pulp_distribution_rpm_production }}"
YAML
cp "$config/ansible/pulp-repo-promote-production.yml" "$config/ansible/pulp/"
cat > "$config/pulp.yml" << YAML
pulp_url: $PULP_URL
pulp_username: $PULP_USERNAME
pulp_password: $PULP_PASSWORD
stackhpc_pulp_distribution_rpm_production:
  - {name: "{{ site }}-production", distribution: "{{ site }}-development", base_path: "{{ site }}/production", state: present, required: true}
YAML
for site in staging production; do echo "site: $site" > "$config/environments/$site/site.yml"; done
requirements() { readme block Install "$1" | here > "$config/ansible/requirements.yml" && cat "$config/ansible/requirements.yml"; }
# answers PATTERN…: which_modules.yml says each.
answers() {
  told 'See which one answers' 0 > "$world/which.log" 2>&1 || { cat "$world/which.log"; return 1; }
  local pattern
  for pattern; do grep -qE "$pattern" "$world/which.log" || { echo "nothing says $pattern"; cat "$world/which.log"; return 1; }; done
}
says() { grep -q "$1" "$2" || { cat "$2"; return 1; }; }
server() { ansible localhost -m "stackhpc.kayobe_modules.$1" -a "pulp_url=$PULP_URL username=$PULP_USERNAME password=$PULP_PASSWORD $2"; }
by_ours() { (export ANSIBLE_COLLECTIONS_PATH=$config/ansible/collections; "$@"); }

originals_are_there() {
  requirements 0 && kayobe control host upgrade \
    && answers 'kayobe_modules: not installed' 'pulp.squeezer 0.0.13 .*: the original' 'stackhpc.pulp 0.5.5 .*: the original' 'Nothing of ours answers' || return 1
  KAYOBE_ENVIRONMENT=staging asked promote > "$world/before.log" 2>&1 && says 'the original answers' "$world/before.log"
}
ours_by_requirements() {
  requirements 1 && told Install 2 && answers 'stackhpc.kayobe_modules .*: ours' 'pulp.squeezer .*[+]kayobe .*: ours' 'stackhpc.pulp .*[+]kayobe .*: ours' \
    && ! grep -q 'The original' "$world/which.log"
}
ours_by_hand() {
  rm -rf "$config/ansible/collections" && told Install 3 && answers 'stackhpc.kayobe_modules .*: ours' 'stackhpc.pulp .*: ours' && ! grep -q 'The original' "$world/which.log"
}
# development SITE: what there is to promote.
development() {
  by_ours server rpm_repository "name=$1 state=present" && by_ours server rpm_publication "repository=$1 state=present" \
    && by_ours server rpm_distribution "name=$1-development base_path=$1/development repository=$1 state=present"
}
serves() { by_ours server rpm_distribution '' > "$world/serves.log"; says "\"$1-production\"" "$world/serves.log"; }
# A promotion with kayobe's own playbook, in one environment; the other's production stays as it is.
promotes() {
  export KAYOBE_RELEASE=$1 KAYOBE_ENVIRONMENT=$2
  development "$2" || return 1
  asked 'see what a promotion would do' && ! (serves "$2" > /dev/null) && asked promote && serves "$2" || return 1
}
# From another machine: another home and user's state, the server's record alone.
undone_elsewhere() {
  export KAYOBE_RELEASE=$1 KAYOBE_ENVIRONMENT=$2 HOME=$world/another
  mkdir -p "$HOME"
  asked 'undo it, from any control host' && ! (serves "$2" > /dev/null) || return 1
}
# fails_with PATTERN ARGUMENT…: the play fails, and the first two lines of its failure say it within what a person reads of a line.
fails_with() {
  local pattern=$1
  shift
  ! asked promote "$@" > "$world/failure.log" 2>&1 || { echo 'it did not fail'; return 1; }
  grep -n -m 1 -A 1 -E '^fatal|^failed' "$world/failure.log" | cut -c 1-700 | grep -E "$pattern" || { cat "$world/failure.log"; return 1; }
}
# The upstream's login is asked for before a remote is made: a wrong one is stored nowhere. A playbook of the collection, by its name.
upstream_login() {
  local log=$world/upstream.log
  ! by_ours ansible-playbook stackhpc.kayobe_modules.pulp_repo_sync -e "@$config/pulp.yml" -e "{stackhpc_pulp_repository_deb_repos: [], stackhpc_pulp_repository_rpm_repos: [
    {name: closed, url: '$servers/closed/', policy: on_demand, remote_username: reader, remote_password: wrong, state: present, required: true}]}" > "$log" 2>&1 \
    || { cat "$log"; return 1; }
  grep -m 1 -A 1 -E '^fatal|^failed' "$log" | cut -c 1-700 | grep -E 'remote_password|release_pulp_password' || { cat "$log"; return 1; }
  by_ours server rpm_remote '' > "$world/remotes.log" && ! grep closed "$world/remotes.log"
}
# Pages of the installed collection lead to pages that are there, or to addresses; README, which Galaxy shows alone, to addresses only.
linked() {
  python3 - "$config/ansible/collections/ansible_collections/stackhpc/kayobe_modules" << 'PYTHON'
import pathlib, re, sys
root = pathlib.Path(sys.argv[1])
links = [(page, target) for page in [root / "README.md", *root.glob("docs/**/*.md")]
         for target in re.findall(r"\]\((?![a-z]+:|#)([^)#]+)", page.read_text(encoding="utf-8"))]
broken = [f"{page} leads to {target}" for page, target in links if page.name == "README.md" and page.parent == root or not (page.parent / target).exists()]
sys.exit("\n".join(broken) if broken or not links else None)
PYTHON
}
documented() { by_ours ansible-doc -l pulp.squeezer | tee "$world/doc.log" | grep 'pulp.squeezer.rpm_remote .*Manage RPM remotes' || { cat "$world/doc.log"; return 1; }; }
hidden() {
  # A pinned install brings an original back in front of ours.
  ansible-galaxy collection install --force -p "$config/ansible/collections" stackhpc.pulp:==0.5.5 && answers 'stackhpc.pulp 0.5.5 .*: the original' 'The original stackhpc.pulp 0.5.5 answers'
}
goes_back() {
  requirements 0 && kayobe control host upgrade && answers 'pulp.squeezer 0.0.13 .*: the original' 'stackhpc.pulp 0.5.5 .*: the original' \
    && told 'Go back' 1 && answers 'kayobe_modules: not installed' 'Nothing of ours answers' || return 1
  KAYOBE_ENVIRONMENT=staging asked promote > "$world/after.log" 2>&1 && says 'the original answers' "$world/after.log"
}
back_by_hand() {
  told Install 3 && told 'Go back' 0 && answers 'pulp.squeezer 0.0.13 .*: the original' 'stackhpc.pulp 0.5.5 .*: the original'
}

check 'the Python collections answer, and that is said' originals_are_there
check 'requirements.yml as README has it brings ours' ours_by_requirements
check 'so does the command for a host without network' ours_by_hand
check 'kayobe 14: a promotion with its own playbook, in one environment' promotes 14 staging
check 'kayobe 18: the same from its new place, in the other environment' promotes 18 production
check 'kayobe 18: it is undone from another machine' undone_elsewhere 18 production
check 'the other environment is as it was' serves staging
check 'kayobe 14: it is undone there, too' undone_elsewhere 14 staging
export KAYOBE_ENVIRONMENT=staging
check 'a wrong password is told in the first two lines' fails_with 'pulp_password' -e pulp_password=wrong
check 'so is a server that nobody answers at' fails_with 'connection was refused' -e pulp_url=http://127.0.0.1:1
check 'so is https where http is spoken' fails_with 'https?|TLS' -e "pulp_url=${PULP_URL/http:/https:}"
check 'so is what nobody made' fails_with 'staging-nothing' -e '{stackhpc_pulp_distribution_rpm_production: [{name: x, distribution: staging-nothing, base_path: x}]}'
check 'so is a login that the upstream refuses, and it is stored nowhere' upstream_login
check 'the links of the installed pages lead somewhere' linked
check 'ansible-doc lists the modules by their old names' documented
check 'an original that came back is told of' hidden
check 'the way back by requirements.yml' goes_back
check 'the way back by hand' back_by_hand

report
