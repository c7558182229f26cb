#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Modules and playbooks of CI/CD and of the builder, against ci-sandbox: each twice, the second time without a change, secrets in no output.
# With BAO_ADDR, GITHUB_API_URL and GITLAB_URL set (and GITHUB_TOKEN, GITLAB_TOKEN) the modules are run against those servers.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/e2e/world.sh
ci_pid='' other_pid='' engine_pid='' tls_pid=''
ci_end() {
  local pid
  for pid in $ci_pid $other_pid $engine_pid $tls_pid; do kill "$pid" 2> /dev/null; wait "$pid" 2> /dev/null; done
  world_end
}
trap ci_end EXIT

# start_ci: the servers that are not given.
start_ci() {
  [ -z "$ci_pid" ] || { kill "$ci_pid"; wait "$ci_pid" 2> /dev/null; }
  # GitHub's token is a classic one: what a fine-grained one may write cannot be told.
  artifacts/bin/ci-sandbox --github-scopes repo > "$world/ci.log" 2>&1 &
  ci_pid=$!
  local _ area
  for _ in $(seq 100); do [ "$(grep -c listens "$world/ci.log")" -lt 3 ] || break; sleep 0.1; done
  area() { sed -nE "s#ci-sandbox $1 listens on (http[^ ]*)/\$#\1#p" "$world/ci.log"; }
  export BAO_ADDR=${GIVEN_BAO:-$(area openbao)} GITHUB_API_URL=${GIVEN_GITHUB:-$(area github)} GITLAB_URL=${GIVEN_GITLAB:-$(area gitlab)}
  export GITHUB_TOKEN=${GITHUB_TOKEN:-sandbox} GITLAB_TOKEN=${GITLAB_TOKEN:-glpat-sandbox}
  [ -n "$BAO_ADDR" ] && [ -n "$GITHUB_API_URL" ] && [ -n "$GITLAB_URL" ]
}

# quiet_play CHANGED ARGUMENT…: a play that ends well, shows no secret in its most talkative output, and changes something or nothing.
quiet_play() {
  local changes=$1
  shift
  ansible-playbook -vvv "$@" > "$world/play.log" 2>&1 || { grep -E -A6 'fatal|ERROR' "$world/play.log" | cut -c1-300; return 1; }
  ! grep -E 'e2e-secret|-----BEGIN' "$world/play.log" || return 1
  grep -qE "$changes" <(grep -E 'changed=' "$world/play.log") || { grep -E '^changed|changed=' "$world/play.log"; return 1; }
}

writes() { quiet_play 'changed=[1-9]' "$@"; }
writes_nothing() { quiet_play 'changed=0' "$@"; }

# openbao ENVIRONMENT ARGUMENT…: the playbook for one environment.
openbao() {
  local environment=$1 mode=$2
  shift 2
  mkdir -p "$world/env/$environment"
  "$mode" -i "$world/inventory" playbooks/deploy-openbao-kayobe-automation.yml -e openbao_deploy_server=false -e "openbao_url=$BAO_ADDR" \
    -e "openbao_config_dir=$world/vault" -e "kayobe_env_config_path=$world/env/$environment" -e "kayobe_environment=$environment" \
    -e kayobe_vault_password=e2e-secret -e "ssh_private_key_path=$world/id" -e "kolla_config_path=$world" -e openbao_jwt_enabled=true \
    -e "gitlab_runner_coordinator_url=$GITLAB_URL" -e "gitlab_access_token=$GITLAB_TOKEN" -e gitlab_runner_project=cloud/kayobe-config "$@"
}

# refused WORDS COMMAND…: it fails, says so, and shows no secret.
refused() {
  local words=$1
  shift
  ! "$@" > "$world/refused.log" 2>&1 || return 1
  ! grep -E 'e2e-secret' "$world/refused.log" || return 1
  grep -qF "$words" "$world/refused.log" || { grep -E -A4 'fatal|ERROR' "$world/refused.log" | cut -c1-600; return 1; }
}

# runners_refused WORDS: the playbook fails, and says so.
runners_refused() {
  local words=$1
  shift
  ! runners ansible-playbook "$@" > "$world/refused.log" 2>&1 && grep -q "$words" "$world/refused.log"
}

writer() { local mode=$1 playbook=$2; shift 2; "$mode" -i "$world/inventory" "playbooks/$playbook.yml" "$@"; }

# gitlab_runners ENVIRONMENT MODE ARGUMENT…: the playbook for one environment, whose host has the name that the other's has.
gitlab_runners() {
  local environment=$1 mode=$2
  shift 2
  "$mode" -i "$world/inventory" playbooks/deploy-gitlab-runner.yml -e @tests/ci/gitlab-runners.yml -e "gitlab_runner_coordinator_url=$GITLAB_URL" \
    -e "gitlab_access_token=$GITLAB_TOKEN" -e gitlab_runner_project=cloud/kayobe-config -e gitlab_runner_install=false -e gitlab_runner_service=false \
    -e gitlab_runner_wait_online=false -e "gitlab_runner_config_file=$world/gitlab-runner-$environment/config.toml" -e pulp_url=https://pulp.example.com \
    -e pulp_username=kayobe -e pulp_password=e2e-secret -e "gitlab_runner_docker_config=$world/gitlab-runner-$environment/docker.json" \
    -e "kayobe_environment=$environment" "$@"
}

# at_gitlab: the descriptions of its runners.
at_gitlab() { gitlab projects/cloud%2Fkayobe-config/runners | jq -r '.[].description' | sort; }

# looks CODE MARK EXCEPT INVENTORY ARGUMENT…: the check of all ends so, each line of its table has that mark but those that match EXCEPT, every kind of
# line is there, and no secret is shown.
rows="GitLab's token|GitLab's runners|GitLab's project|GitLab's variable DOCKER_AUTH_CONFIG|GitLab's pipelines|GitHub's token|GitHub's runners|GitHub's secrets|\
GitHub's variables|GitHub's workflows|list of vaulted files|settings of Tempest|image of kayobe|OpenBao on|secrets on|policy on|issuer of JWTs on|role of jobs on|registry on|\
Docker of kolla on"
looks() {
  local code=$1 mark=$2 except=$3 inventory=$4 found=0
  shift 4
  ansible-playbook -vvv -i "$inventory" playbooks/ci-cd-check.yml "$@" > "$world/play.log" 2>&1 || found=$?
  ! grep -E 'e2e-secret|-----BEGIN' "$world/play.log" || return 1
  # As the last task but one prints it: a list of texts.
  sed -n '/"msg": \[/,/\]/s/^ *"\(.*\)",\?$/\1/p' "$world/play.log" > "$world/table"
  echo "ended with $found"
  cat "$world/table"
  ! grep -vE "^$mark +|$except" "$world/table" || return 1
  while read -r row; do grep -qE "^[^ ]+ +$row " "$world/table" || { echo "no line of $row"; return 1; }; done < <(tr '|' '\n' <<< "$rows")
  [ "$found" -eq "$code" ]
}
GIVEN_BAO=${BAO_ADDR:-} GIVEN_GITHUB=${GITHUB_API_URL:-} GIVEN_GITLAB=${GITLAB_URL:-}
check 'the collections install' install_collections
# Here and not in a check, which is a process of its own: this one has to end them.
start_ci
check 'the servers start' [ -n "$BAO_ADDR" ]
printf 'kolla_image_tags:\n  openstack:\n    rocky-9: old\n' > "$world/kolla-image-tags.yml"
echo 'INFO:kolla.common.utils.base:Built at 2026-11-02 10:01:02 (took 0:01:02.500000)' > "$world/kolla-build.log"
echo 'export OS_CLOUD=e2e' > "$world/public-openrc.sh"
echo e2e-secret-key > "$world/id"
mkdir -p "$world/repo/etc/kayobe"
cat > "$world/inventory" <<EOF
[github-runners]
[gitlab-runners]
localhost
[github-writer]
localhost
[gitlab-writer]
localhost
[all:vars]
ansible_connection=local
ansible_become=false
kayobe_config_path=$world/repo/etc/kayobe
EOF
# A server of its own: these clients begin with an empty one.
client() { tests/ci/clients.py "$@"; }
check 'the Python client of OpenBao finds a server it knows' client openbao
check 'the Python client of GitHub finds a server it knows' client github
start_ci
check 'every module' writes tests/ci/modules.yml
check 'every module again' writes_nothing tests/ci/modules.yml

# A new server for the playbook.
start_ci
check 'deploy-openbao, a dry run on a new server' openbao prod-gb-01 writes --check
check 'deploy-openbao' openbao prod-gb-01 writes
check 'deploy-openbao again changes nothing' openbao prod-gb-01 writes_nothing
bao() { curl -sf -H "X-Vault-Token: $(root_token)" "$BAO_ADDR/v1/$1"; }
root_token() { jq -r .root_token "$world/env/prod-gb-01/vault/kayobe-automation-keys.json"; }
bound_project() { [ "$(bao auth/jwt/role/gitlab | jq -r .data.bound_claims.project_id)" = "$(gitlab projects/cloud%2Fkayobe-config | jq .id)" ]; }
gitlab() { curl -sf -H "PRIVATE-TOKEN: $GITLAB_TOKEN" "$GITLAB_URL/api/v4/$1"; }
check 'the role of jobs has the number of the project' bound_project
check 'a dry run afterwards changes nothing' openbao prod-gb-01 writes_nothing --check
mkdir -p "$world/env/staging" && cp -r "$world/env/prod-gb-01/vault" "$world/env/staging/"
check 'deploy-openbao, another environment' openbao staging writes
check 'deploy-openbao, another environment, again' openbao staging writes_nothing
check 'deploy-openbao, the first one has lost nothing by it' openbao prod-gb-01 writes_nothing
check 'what the secrets lack is said' refused 'Set ssh_private_key_path to the key of the runners: there is no file /nowhere/id' openbao staging ansible-playbook \
  --tags add_secrets -e ssh_private_key_path=/nowhere/id
bare() { local playbook=$1 group=$2; shift 2; ansible-playbook -i "$world/bare.ini" -l "$group" "playbooks/$playbook.yml" "$@"; }
printf '[%s]\nlocalhost ansible_connection=local ansible_become=false\n' github-runners gitlab-runners github-writer gitlab-writer > "$world/bare.ini"
check 'deploy-openbao without variables says which' refused 'Set kayobe_env_config_path' bare deploy-openbao-kayobe-automation gitlab-runners -e openbao_deploy_server=false \
  -e "openbao_url=$BAO_ADDR"
check 'deploy-github-runner without variables says which' refused 'Set github_account' bare deploy-github-runner github-runners
check 'deploy-gitlab-runner without variables says which' refused 'Set gitlab_runner_runners' bare deploy-gitlab-runner gitlab-runners
check 'write-github-workflows without variables says which' refused 'Set kayobe_config_path' bare write-github-workflows github-writer
check 'write-gitlab-pipelines without variables says which' refused 'Set kayobe_config_path' bare write-gitlab-pipelines gitlab-writer
check 'secrets alone' openbao staging writes_nothing --tags add_secrets
one='["prod-gb-01"]' two='["prod-gb-01", "staging"]'
single="{\"github_environment_selector\": \"single\", \"github_kayobe_environments\": $one}"
asked="{\"github_environment_selector\": \"input\", \"github_kayobe_environments\": $two}"
check 'write-github-workflows, one environment' writer writes write-github-workflows -e "$single"
check 'write-github-workflows, one environment, again' writer writes_nothing write-github-workflows -e "$single"
check 'write-github-workflows, two environments' writer writes write-github-workflows -e "$asked"
check 'write-github-workflows, two environments, again' writer writes_nothing write-github-workflows -e "$asked"
check 'write-github-workflows, none' writer writes write-github-workflows
check 'an independent client finds a GitLab' /usr/bin/python3 tests/ci/gitlab_client.py
check 'deploy-gitlab-runner, a dry run' gitlab_runners prod-gb-01 writes --check
check 'deploy-gitlab-runner' gitlab_runners prod-gb-01 writes
check 'deploy-gitlab-runner again changes nothing' gitlab_runners prod-gb-01 writes_nothing
check 'deploy-gitlab-runner, another environment with a host of that name' gitlab_runners staging writes
check 'deploy-gitlab-runner, another environment, again' gitlab_runners staging writes_nothing
check 'deploy-gitlab-runner, the first one has lost nothing by it' gitlab_runners prod-gb-01 writes_nothing
check 'runners of both are told apart at GitLab' diff <(at_gitlab | grep '^localhost') \
  <(printf '%s\n' 'localhost-prod-gb-01-Kayobe Automation Runner #1' 'localhost-staging-Kayobe Automation Runner #1')
check 'runners that nobody wants any more go when asked' gitlab_runners prod-gb-01 writes -e '{"gitlab_runner_runners": [], "gitlab_runner_prune": true}'
check 'and those of the other stay' diff <(at_gitlab | grep '^localhost') <(echo 'localhost-staging-Kayobe Automation Runner #1')
check 'write-gitlab-pipelines, one environment' writer writes write-gitlab-pipelines -e "{\"gitlab_kayobe_environments\": $one}"
check 'write-gitlab-pipelines, one environment, again' writer writes_nothing write-gitlab-pipelines -e "{\"gitlab_kayobe_environments\": $one}"
check 'write-gitlab-pipelines, two environments' writer writes write-gitlab-pipelines -e "{\"gitlab_kayobe_environments\": $two}"
check 'write-gitlab-pipelines, two environments, again' writer writes_nothing write-gitlab-pipelines -e "{\"gitlab_kayobe_environments\": $two}"
check 'write-gitlab-pipelines, those by default' writer writes write-gitlab-pipelines
# The check of all: nobody can tell, all is wrong, all is right; each line of the table in each of the three.
artifacts/bin/ci-sandbox --openbao 127.0.0.1:0 > "$world/other.log" 2>&1 &
other_pid=$!
tests/ci/engine.py "$world/engine.sock" > "$world/engine.log" 2>&1 &
engine_pid=$!
for _ in $(seq 100); do [ ! -S "$world/engine.sock" ] || ! grep -q listens "$world/other.log" || break; sleep 0.1; done
other=$(sed -nE 's#.*listens on (http[^ ]*)/$#\1#p' "$world/other.log")
curl -sf -X PUT -d '{"secret_shares": 1, "secret_threshold": 1}' "$other/v1/sys/init" > /dev/null
# Nobody reaches the hosts of the first inventory; the last has an OpenBao that is sealed, too.
cat > "$world/unknown.ini" <<'EOF'
[github-runners]
gone
[gitlab-runners]
gone
[all:vars]
ansible_host=127.0.0.1
ansible_port=9
ansible_become=false
EOF
cat > "$world/known.ini" <<EOF
[github-runners]
localhost
[gitlab-runners]
localhost openbao_url=$BAO_ADDR
[github-writer]
localhost
[gitlab-writer]
localhost
[compute]
compute[1:9]
[all:vars]
ansible_connection=local
ansible_become=false
kayobe_config_path=$world/repo/etc/kayobe
EOF
sed "s#^localhost openbao_url=.*#&\nsealed openbao_url=$other#" "$world/known.ini" > "$world/wrong.ini"
# What both of the others set, and what is right.
known=(-e "openbao_write_keys_file_path=$world/env/staging/vault/kayobe-automation-keys.json" -e kayobe_environment=staging -e openbao_jwt_enabled=true
  -e "gitlab_runner_coordinator_url=$GITLAB_URL" -e gitlab_runner_project=cloud/kayobe-config -e "github_api_url=$GITHUB_API_URL" -e github_account=acme
  -e github_repo=kayobe-config -e "ci_cd_docker_host=unix://$world/engine.sock" -e pulp_url=https://pulp.example.com -e pulp_username=kayobe)
mkdir -p "$world/repo/.automation.conf/tempest" && touch "$world/repo/.automation.conf/tempest/tempest.overrides.conf" "$world/kolla.conf"
check 'ci-cd-check: what cannot be told is no error' looks 0 '[?]' '^$' "$world/unknown.ini" --check
# A sealed server's secrets and logins cannot be seen; that the other one is open is no fault.
check 'ci-cd-check: all that is wrong' looks 2 NOT '^[?] +[a-zA-Z ]+ on sealed|^ok +OpenBao on localhost' "$world/wrong.ini" "${known[@]}" -e "gitlab_access_token=$GITLAB_TOKEN-read" \
  -e "access_token=$GITHUB_TOKEN-read" -e pulp_password=e2e-secret-too -e ci_cd_image=missing -e "ci_cd_kolla_docker_file=$world/kolla.conf" -e openbao_kv_version=2 \
  -e openbao_jwt_audience=http://other -e openbao_jwt_issuer=http://other -e '{"ci_cd_environments": ["nowhere"], "github_runs_on": ["other"]}' \
  -e '{"automation_variables": {"TEMPEST_CONCURRENCY": 50}, "gitlab_kayobe_environments": ["other"]}'
check 'ci-cd-check: it says since when a server is sealed' grep -qE '^NOT +OpenBao on sealed +sealed since its start 2026-11-26 07:12 UTC. Run deploy-openbao' "$world/table"
gitlab_project() { local mode=$1; shift; "$mode" -i "$world/inventory" playbooks/gitlab-project.yml -e "gitlab_runner_coordinator_url=$GITLAB_URL" \
  -e "gitlab_access_token=$GITLAB_TOKEN" -e gitlab_runner_project=cloud/kayobe-config -e pulp_url=https://pulp.example.com -e pulp_username=kayobe \
  -e pulp_password=e2e-secret "$@"; }
check 'gitlab-project' gitlab_project writes
check 'gitlab-project again changes nothing' gitlab_project writes_nothing
check 'automation-config again changes nothing' writer writes_nothing automation-config -e '{"automation_variables": {"TEMPEST_CONCURRENCY": 2}}' -e "kayobe_config_path=$world/repo/etc/kayobe"
# The last of OpenBao: the root token is gone afterwards.
limited=(-e openbao_limited_token=true -e openbao_revoke_root_token=true)
check 'a limited token takes the place of the root token' openbao staging writes "${limited[@]}"
check 'the root token is revoked' [ "$(curl -s -o /dev/null -w '%{http_code}' -H "X-Vault-Token: $(root_token)" "$BAO_ADDR/v1/sys/mounts")" = 403 ]
check 'the limited token does the work' openbao staging writes_nothing "${limited[@]}"
check 'the limited token writes other secrets' openbao staging writes "${limited[@]}" \
  -e '{"openbao_secrets": {"kayobe_vault_password": "e2e-secret-too", "kayobe_automation_ssh_private_key": "e2e-secret", "kayobe_public_openrc": "e2e"}}'

# Runners with stand-ins for the runner's own programs; variables come from the inventory, as kayobe's do.
mkdir -p "$world/runners"
cp tests/ci/runner/systemctl "$world/" && export RUNNERS=$world/runners
tar -C tests/ci/runner -czf "$world/runner.tar.gz" config.sh .svc.sh
runners() {
  local mode=$1
  shift
  PATH=$world:$PATH "$mode" -i "${inventory:-$world/runners.ini}" playbooks/deploy-github-runner.yml -e "access_token=$GITHUB_TOKEN" -e "github_api_url=$GITHUB_API_URL" "$@"
}
cat > "$world/runners.ini" <<EOF
[github-runners]
localhost
[all:vars]
ansible_connection=local
ansible_become=false
kayobe_environment=prod-gb-01
github_account=acme
github_repo=kayobe-config
runner_user=$(id -un)
base_runner_dir=$world/runners
runner_source=$world/runner.tar.gz
http_proxy=http://proxy.example.com:3128
no_proxy=127.0.0.1,localhost
EOF
mkdir -p "$world/group_vars"
cat > "$world/group_vars/github-runners.yml" <<'EOF'
default_runner_labels: [kayobe, from-the-inventory]
github_runners: {one: {}, two: {labels: [special]}}
EOF
registered() { curl -sf -A suite -H "Authorization: Bearer $GITHUB_TOKEN" "$GITHUB_API_URL/${1:-repos/acme/kayobe-config}/actions/runners"; }
check 'deploy-github-runner, a dry run' runners writes --check
check 'deploy-github-runner' runners writes
check 'deploy-github-runner again changes nothing' runners writes_nothing
check 'runners have what the inventory says' grep -q from-the-inventory <(registered)
check 'jobs have the proxy' grep -qx http_proxy=http://proxy.example.com:3128 "$world/runners/one/.env"
# Another environment's host, which is this one all the same: its own inventory, names and folder; and runners of the organisation.
mkdir -p "$world/staging/group_vars"
sed "s#prod-gb-01#staging#; s#^base_runner_dir=.*#base_runner_dir=$world/runners/staging#; s#^github_repo=.*#github_scope=org#" "$world/runners.ini" > "$world/staging/runners.ini"
echo 'github_runners: {three: {}, four: {name: runner of staging, ephemeral: true}}' > "$world/staging/group_vars/github-runners.yml"
runners_of_staging() { inventory=$world/staging/runners.ini RUNNERS=$world/runners/staging runners "$@"; }
check 'deploy-github-runner, another environment' runners_of_staging writes
check 'deploy-github-runner, another environment, again' runners_of_staging writes_nothing
check "the organisation's runners are there" diff <(registered orgs/acme | jq -r '.runners[].name' | sort) <(printf '%s\n' "$(hostname)-three" 'runner of staging' | sort)
check 'deploy-github-runner, the first one has lost nothing by it' runners writes_nothing
check 'GitHub is asked through the proxy' runners_refused 'proxy.example.com' -e '{"no_proxy": ""}'
check 'a runner is relabelled' runners writes -e '{"default_runner_labels": ["relabelled"]}'
check 'relabelled again changes nothing' runners writes_nothing -e '{"default_runner_labels": ["relabelled"]}'
rm "$world/runners/one/runs"
check 'a service that ended is started' runners writes -e '{"default_runner_labels": ["relabelled"]}'
touch "$world/runners/one/broken" && rm "$world/runners/one/runs"
check 'a service that ends right after its start is told' runners_refused 'was started and does not run' -e '{"default_runner_labels": ["relabelled"]}'
rm "$world/runners/one/broken"
cat > "$world/values.yml" <<'EOF'
github_values:
  all: {REGISTRY_URL: pulp.example.com, REGISTRY_USERNAME: kayobe, REGISTRY_PASSWORD: e2e-secret, KAYOBE_VAULT_PASSWORD: e2e-secret,
        KAYOBE_AUTOMATION_SSH_PRIVATE_KEY: e2e-secret, TEMPEST_OPENRC: e2e-secret}
EOF
secrets() { local mode=$1; shift; writer "$mode" github-secrets -e "access_token=$GITHUB_TOKEN" -e "github_api_url=$GITHUB_API_URL" -e github_account=acme -e github_repo=kayobe-config -e "@$world/values.yml" "$@"; }
check 'github-secrets' secrets writes
check 'github-secrets again changes nothing' secrets writes_nothing
# A runner of GitLab is online when it has asked for a job.
for token in $(sed -nE 's/^ *token = "(glrt-[0-9]+)"$/\1/p' "$world"/gitlab-runner-*/config.toml); do
  curl -sf -H 'Content-Type: application/json' -d "{\"token\": \"$token\"}" "$GITLAB_URL/api/v4/jobs/request"
done
(cd "$world/repo" && git init --quiet . && git add --all && git -c user.name=e2e -c user.email=e2e@example.com commit --quiet -m all)
check 'ci-cd-check: all that is right' looks 0 ok '^$' "$world/known.ini" "${known[@]}" -e "gitlab_access_token=$GITLAB_TOKEN" -e "access_token=$GITHUB_TOKEN" \
  -e pulp_password=e2e-secret -e ci_cd_image=kayobe -e '{"ci_cd_environments": ["prod-gb-01", "staging"], "automation_variables": {"TEMPEST_CONCURRENCY": 2}}' \
  -e automation_floating_ips=10 -e "@$world/values.yml"
rm -r "$world/runners/two"
check 'a runner of that name that is online elsewhere is not pushed out' runners_refused 'a runner of that name is online elsewhere'
check 'and a dry run says so' runners_refused 'a runner of that name is online elsewhere' --check
check 'runners are removed' runners writes -e '{"github_runners": {"one": {"state": "absent"}, "two": {"state": "absent"}}}'
check 'removed again changes nothing' runners writes_nothing -e '{"github_runners": {"one": {"state": "absent"}, "two": {"state": "absent"}}}'
check 'none is registered' [ "$(registered | grep -c '"name":"[a-z0-9.-]*-\(one\|two\)"')" = 0 ]
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout "$world/tls.key" -out "$world/tls.pem" -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost 2> /dev/null
artifacts/bin/ci-sandbox --github 127.0.0.1:0 --tls-cert "$world/tls.pem" --tls-key "$world/tls.key" > "$world/tls.log" 2>&1 &
tls_pid=$!
for _ in $(seq 100); do tls_port=$(sed -nE 's#.*127.0.0.1:([0-9]+)/$#\1#p' "$world/tls.log"); [ -z "$tls_port" ] || break; sleep 0.1; done
gh_client() { GH_HOST=localhost:$tls_port SSL_CERT_FILE=$world/tls.pem GH_CONFIG_DIR=$world/gh client gh; }
check "GitHub's command line finds a server it knows" gh_client
check 'a text of today takes the place of a job' writer writes write-gitlab-pipelines -e '{"gitlab_overcloud_host_configure": "stage: overcloud\nscript: [echo mine]"}'
check 'the batches of an upgrade' writer writes write-gitlab-pipelines -t runbook-in-place-hypervisor-host-upgrade-trigger -e kayobe_automation_upgrade_group_name=gitlab-writer
report
