#!/usr/bin/env bash
# Modules and playbooks of CI/CD and of the builder, against ci-sandbox: each twice, the second time without a change, secrets in no output.
# With BAO_ADDR, GITHUB_API_URL and GITLAB_URL set (and GITHUB_TOKEN, GITLAB_TOKEN) the modules are run against those servers.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/e2e/world.sh
ci_pid='' jwks_pid=''
ci_end() {
  local pid
  for pid in $ci_pid $jwks_pid; do kill "$pid" 2> /dev/null; wait "$pid" 2> /dev/null; done
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

writer() { local mode=$1 playbook=$2; shift 2; "$mode" -i "$world/inventory" "playbooks/$playbook.yml" "$@"; }

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
check 'write-gitlab-pipelines' writer writes write-gitlab-pipelines
check 'write-gitlab-pipelines again' writer writes_nothing write-gitlab-pipelines
check 'a text of today takes the place of a job' writer writes write-gitlab-pipelines -e '{"gitlab_overcloud_host_configure": "stage: overcloud\nscript: [echo mine]"}'
check 'the batches of an upgrade' writer writes write-gitlab-pipelines -t runbook-in-place-hypervisor-host-upgrade-trigger -e kayobe_automation_upgrade_group_name=gitlab-writer
report
