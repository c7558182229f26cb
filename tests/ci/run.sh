#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Modules and playbooks of CI/CD and of the builder, against ci-sandbox: each twice, the second time without a change, secrets in no output.
# With BAO_ADDR, GITHUB_API_URL and GITLAB_URL set (and GITHUB_TOKEN, GITLAB_TOKEN) the modules are run against those servers.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/e2e/world.sh
ci_pid='' jwks_pid='' tls_pid=''
ci_end() {
  local pid
  for pid in $ci_pid $jwks_pid $tls_pid; do kill "$pid" 2> /dev/null; wait "$pid" 2> /dev/null; done
  world_end
}
trap ci_end EXIT

# start_ci: the servers that are not given.
start_ci() {
  [ -z "$ci_pid" ] || { kill "$ci_pid"; wait "$ci_pid" 2> /dev/null; }
  artifacts/bin/ci-sandbox > "$world/ci.log" 2>&1 &
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
    -e "gitlab_runner_coordinator_url=http://127.0.0.1:$jwks_port" -e openbao_jwt_project_id=7 "$@"
}

# runners_refused WORDS: the playbook fails, and says so.
runners_refused() {
  local words=$1
  shift
  ! runners ansible-playbook "$@" > "$world/refused.log" 2>&1 && grep -q "$words" "$world/refused.log"
}

writer() { local mode=$1 playbook=$2; shift 2; "$mode" -i "$world/inventory" "playbooks/$playbook.yml" "$@"; }

gitlab_runners() {
  local mode=$1
  shift
  "$mode" -i "$world/inventory" playbooks/deploy-gitlab-runner.yml -e @tests/ci/gitlab-runners.yml -e "gitlab_runner_coordinator_url=$GITLAB_URL" \
    -e "gitlab_access_token=$GITLAB_TOKEN" -e gitlab_runner_project=cloud/kayobe-config -e gitlab_runner_install=false -e gitlab_runner_service=false \
    -e gitlab_runner_wait_online=false -e "gitlab_runner_config_file=$world/gitlab-runner/config.toml" -e pulp_url=https://pulp.example.com \
    -e pulp_username=kayobe -e pulp_password=e2e-secret -e "gitlab_runner_docker_config=$world/gitlab-runner/docker.json" "$@"
}

# looks CODE LINE… -- ARGUMENT…: the check of all ends so, has these lines in its table, and shows no secret.
looks() {
  local code=$1 lines=() line found=0
  shift
  while [ "$1" != -- ]; do lines+=("$1"); shift; done
  shift
  ansible-playbook -vvv -i "$world/inventory" playbooks/ci-cd-check.yml -e "openbao_url=$BAO_ADDR" -e "openbao_write_keys_file_path=$world/env/staging/vault/kayobe-automation-keys.json" \
    -e kayobe_environment=staging -e openbao_jwt_enabled=true -e openbao_jwt_project_id=7 -e '{"ci_cd_environments": ["prod-gb-01", "staging"]}' \
    -e '{"automation_variables": {"TEMPEST_CONCURRENCY": 2}}' "$@" > "$world/play.log" 2>&1 || found=$?
  ! grep -E 'e2e-secret|-----BEGIN' "$world/play.log" || return 1
  for line in "${lines[@]}"; do grep -qE "$line" "$world/play.log" || { echo "no $line"; grep -E '"(NOT|ok|\?) +|fatal' "$world/play.log" | cut -c1-300; return 1; }; done
  [ "$found" -eq "$code" ] || { echo "ended with $found"; grep -E '"(NOT|ok|\?) +|fatal' "$world/play.log" | cut -c1-300; return 1; }
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

# A new server for the playbook, and the keys of an issuer for it to look at.
start_ci
mkdir -p "$world/www/oauth/discovery"
openssl genrsa 2048 2> /dev/null | openssl rsa -noout -modulus | python3 -c '
import base64, json, sys
modulus = base64.urlsafe_b64encode(bytes.fromhex(sys.stdin.read().strip().split("=")[1])).rstrip(b"=").decode()
print(json.dumps({"keys": [{"kty": "RSA", "kid": "a", "use": "sig", "alg": "RS256", "n": modulus, "e": "AQAB"}]}))' > "$world/www/oauth/discovery/keys"
python3 -u -m http.server 0 --bind 127.0.0.1 --directory "$world/www" > "$world/jwks.log" 2>&1 &
jwks_pid=$!
for _ in $(seq 100); do jwks_port=$(sed -nE 's/.* port ([0-9]+) .*/\1/p' "$world/jwks.log"); [ -z "$jwks_port" ] || break; sleep 0.1; done
check 'deploy-openbao, a dry run on a new server' openbao prod-gb-01 writes --check
check 'deploy-openbao' openbao prod-gb-01 writes
check 'deploy-openbao again changes nothing' openbao prod-gb-01 writes_nothing
check 'a dry run afterwards changes nothing' openbao prod-gb-01 writes_nothing --check
mkdir -p "$world/env/staging" && cp -r "$world/env/prod-gb-01/vault" "$world/env/staging/"
check 'deploy-openbao, another environment' openbao staging writes
check 'deploy-openbao, another environment, again' openbao staging writes_nothing
check 'secrets alone' openbao staging writes_nothing --tags add_secrets
check 'write-github-workflows' writer writes write-github-workflows
check 'write-github-workflows again' writer writes_nothing write-github-workflows
check 'an independent client finds a GitLab' /usr/bin/python3 tests/ci/gitlab_client.py
check 'deploy-gitlab-runner, a dry run' gitlab_runners writes --check
check 'deploy-gitlab-runner' gitlab_runners writes
check 'deploy-gitlab-runner again changes nothing' gitlab_runners writes_nothing
check 'runners that nobody wants any more go when asked' gitlab_runners writes -e '{"gitlab_runner_runners": [], "gitlab_runner_prune": true}'
check 'write-gitlab-pipelines' writer writes write-gitlab-pipelines
check 'write-gitlab-pipelines again' writer writes_nothing write-gitlab-pipelines
mkdir -p "$world/repo/.automation.conf/tempest" && touch "$world/repo/.automation.conf/tempest/tempest.overrides.conf"
check 'ci-cd-check: what is right, and what cannot be told, is no error' looks 0 'ok +OpenBao on localhost' 'ok +secrets on localhost' 'ok +role of jobs on' \
  "ok +GitLab's pipelines" "ok +GitHub's workflows" 'ok +list of vaulted files' "\\? +GitLab's token" -- --check
check 'ci-cd-check: what is wrong is one, and the table says what to do' looks 2 "ok +GitLab's token" "NOT +GitLab's runners.*Run deploy-gitlab-runner" \
  "NOT +GitLab's project.*Run gitlab-project" -- -e "gitlab_runner_coordinator_url=$GITLAB_URL" -e "gitlab_access_token=$GITLAB_TOKEN" \
  -e gitlab_runner_project=cloud/kayobe-config
gitlab_project() { local mode=$1; shift; "$mode" -i "$world/inventory" playbooks/gitlab-project.yml -e "gitlab_runner_coordinator_url=$GITLAB_URL" \
  -e "gitlab_access_token=$GITLAB_TOKEN" -e gitlab_runner_project=cloud/kayobe-config -e pulp_url=https://pulp.example.com -e pulp_username=kayobe \
  -e pulp_password=e2e-secret "$@"; }
check 'gitlab-project' gitlab_project writes
check 'gitlab-project again changes nothing' gitlab_project writes_nothing
check 'automation-config again changes nothing' writer writes_nothing automation-config -e '{"automation_variables": {"TEMPEST_CONCURRENCY": 2}}' -e "kayobe_config_path=$world/repo/etc/kayobe"
# The last of OpenBao: the root token is gone afterwards.
limited=(-e openbao_limited_token=true -e openbao_revoke_root_token=true)
check 'a limited token takes the place of the root token' openbao staging writes "${limited[@]}"
root_token() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["root_token"])' "$world/env/staging/vault/kayobe-automation-keys.json"; }
check 'the root token is revoked' [ "$(curl -s -o /dev/null -w '%{http_code}' -H "X-Vault-Token: $(root_token)" "$BAO_ADDR/v1/sys/mounts")" = 403 ]
check 'the limited token does the work' openbao staging writes_nothing "${limited[@]}"
check 'the limited token writes other secrets' openbao staging writes "${limited[@]}" -e '{"openbao_secrets": {"kayobe_vault_password": "e2e-secret"}}'

# Runners with stand-ins for the runner's own programs; variables come from the inventory, as kayobe's do.
mkdir -p "$world/runners"
cp tests/ci/runner/systemctl "$world/" && export RUNNERS=$world/runners
tar -C tests/ci/runner -czf "$world/runner.tar.gz" config.sh .svc.sh
runners() {
  local mode=$1
  shift
  PATH=$world:$PATH "$mode" -i "$world/runners.ini" playbooks/deploy-github-runner.yml -e "access_token=$GITHUB_TOKEN" -e "github_api_url=$GITHUB_API_URL" "$@"
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
registered() { curl -sf -A suite -H "Authorization: Bearer $GITHUB_TOKEN" "$GITHUB_API_URL/repos/acme/kayobe-config/actions/runners"; }
check 'deploy-github-runner, a dry run' runners writes --check
check 'deploy-github-runner' runners writes
check 'deploy-github-runner again changes nothing' runners writes_nothing
check 'runners have what the inventory says' grep -q from-the-inventory <(registered)
check 'jobs have the proxy' grep -qx http_proxy=http://proxy.example.com:3128 "$world/runners/one/.env"
check 'a runner is relabelled' runners writes -e '{"default_runner_labels": ["relabelled"]}'
check 'relabelled again changes nothing' runners writes_nothing -e '{"default_runner_labels": ["relabelled"]}'
rm "$world/runners/one/runs"
check 'a service that ended is started' runners writes -e '{"default_runner_labels": ["relabelled"]}'
touch "$world/runners/one/broken" && rm "$world/runners/one/runs"
check 'a service that ends right after its start is told' runners_refused 'was started and does not run' -e '{"default_runner_labels": ["relabelled"]}'
rm "$world/runners/one/broken"
rm -r "$world/runners/two"
check 'a runner of that name that is online elsewhere is not pushed out' runners_refused 'a runner of that name is online elsewhere'
check 'and a dry run says so' runners_refused 'a runner of that name is online elsewhere' --check
check 'runners are removed' runners writes -e '{"github_runners": {"one": {"state": "absent"}, "two": {"state": "absent"}}}'
check 'removed again changes nothing' runners writes_nothing -e '{"github_runners": {"one": {"state": "absent"}, "two": {"state": "absent"}}}'
check 'none is registered' [ "$(registered | grep -c '"name":"[a-z0-9.-]*-\(one\|two\)"')" = 0 ]
cat > "$world/values.yml" <<'EOF'
github_values:
  all: {REGISTRY_URL: pulp.example.com, REGISTRY_USERNAME: kayobe, REGISTRY_PASSWORD: e2e-secret, KAYOBE_VAULT_PASSWORD: e2e-secret,
        KAYOBE_AUTOMATION_SSH_PRIVATE_KEY: e2e-secret, TEMPEST_OPENRC: e2e-secret}
EOF
secrets() { local mode=$1; shift; writer "$mode" github-secrets -e "access_token=$GITHUB_TOKEN" -e "github_api_url=$GITHUB_API_URL" -e github_account=acme -e github_repo=kayobe-config -e "@$world/values.yml" "$@"; }
check 'github-secrets' secrets writes
check 'github-secrets again changes nothing' secrets writes_nothing
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
