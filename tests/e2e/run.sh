#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [SUITE]: end to end: the built collections, installed, through real ansible-playbook, against real upstreams and the sandbox; on the
# installed ansible-core, and the train on trixie's. With a SUITE of Debian everything that any core is tried with runs on that suite's alone.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/world.sh"
source "$root/tests/e2e/checks.sh"
cd "$root"

# the_train CORE: an empty server, a dry run, a run, and a run with nothing left to do.
the_train() {
  start_sandbox || { failed=$((failed + 1)); return; }
  export SQUEEZER_PULP_URL=$PULP_URL SQUEEZER_USERNAME=$PULP_USERNAME SQUEEZER_PASSWORD=$PULP_PASSWORD
  local playbook
  for playbook in "${train_playbooks[@]}"; do check "$1: $playbook, a dry run on an empty server" dry_run "$playbook"; done
  check "$1: the dry runs wrote nothing" wrote_nothing
  for playbook in "${train_playbooks[@]}"; do check "$1: $playbook" first_run "$playbook"; done
  for playbook in "${train_playbooks[@]}"; do check "$1: $playbook again changes nothing" second_run "$playbook"; done
}

the_cases() {
  local playbook
  for playbook in tests/e2e/cases/*.yml; do check "$1: ${playbook#tests/e2e/}" play "$playbook"; done
}

# What is tried on each core.
on_any_core() {
  local core
  core=$(ansible --version | sed -nE '1s/.*core ([0-9]+\.[0-9]+).*/\1/p')
  the_train "$core"
  check "$core: proxy_url is left out where it is the omit placeholder" proxy_is_left_out
  check "$core: ansible -m with strings only" ad_hoc
  [ "${1:-}" != cases ] || the_cases "$core"
}

if [ $# -gt 0 ]; then
  other=$(tests/ansible-suite.sh "$1") || { echo '0 passed, 1 failed'; exit 1; }
  export PATH=$other:$PATH
  ansible --version | head -n 1
  check 'the three collections install' install_collections
  start_upstreams || { echo "$passed passed, $((failed + 1)) failed"; exit 1; }
  on_any_core cases
  report
  exit
fi

check 'the three collections install' install_collections
check 'what is installed is what was built' ansible-galaxy collection verify --offline stackhpc.kayobe_modules pulp.squeezer stackhpc.pulp stackhpc.kayobe_workflows
check 'which collections answer is told' which_modules_answer
check 'ansible-doc lists every module' lists_every_module
check 'every module is in a case' every_module_is_in_a_case
check 'every old name of a module leads to it' every_old_name_leads
check 'without libssl https is refused in words' bare_machine "https://127.0.0.1:1/ needs OpenSSL's libssl" status '{"pulp_url": "https://127.0.0.1:1"}'
check 'without libssl a checksum is refused in words' bare_machine "The checksum of 'args.json' needs OpenSSL's libssl" artifact \
  '{"pulp_url": "http://127.0.0.1:1", "file": "args.json", "state": "present"}'
check 'without libssl http works' bare_machine 'the connection was refused' status '{"pulp_url": "http://127.0.0.1:1"}'
check 'a missing bundle of authorities is named with its variable' authorities_are_named
start_upstreams || { echo "$passed passed, $((failed + 1)) failed"; exit 1; }

core=$(ansible --version | sed -nE '1s/.*core ([0-9]+\.[0-9]+).*/\1/p')
the_train "$core"
check "$core: no password in the most talkative output" no_password_shown
check "$core: the container playbooks ask no more than they must" requests_are_few
check "$core: proxy_url is left out where it is the omit placeholder" proxy_is_left_out
check "$core: a tag chooses one type" tag_chooses
check "$core: a filter that chooses nothing is told" filter_is_told
check "$core: a filter that is no regular expression is named" broken_filter_is_named
check "$core: without a filter every image is taken, on any distribution" no_filter_takes_all
check "$core: the whole train in one playbook" whole_train
for client in dnf apt skopeo; do check "$core: $client fetches what was published" client_fetches "$client"; done
check "$core: a promotion rolls back" rolls_back
check "$core: hosts are told what is served" hosts_are_told
check "$core: host images are uploaded, promoted and downloaded" host_images
check "$core: artifacts and OFED packages are uploaded and promoted" artifacts_and_packages
check "$core: the tags of images are checked" tags_are_checked
check "$core: an upload that was killed is taken up" upload_is_taken_up
the_cases "$core"
check "$core: ansible -m with strings only" ad_hoc
check "$core: every module refuses an argument it does not know" every_module_refuses

if newer=$(tests/ansible-core.sh trixie); then
  export PATH=$newer/bin:$PATH PYTHONPATH=$newer/lib
  on_any_core
else
  failed=$((failed + 1))
fi

report
