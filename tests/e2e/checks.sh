# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run.sh: what is checked, each a function that succeeds or says why not.

# A run that hangs has failed.
play() { timeout --foreground 240 ansible-playbook "$@"; }
# Whole, before anybody who reads it may stop early: that would be a failure here.
modules() {
  local list
  list=$(artifacts/bin/kayobe-modules --list) && printf '%s\n' "$list" 2> /dev/null || true
}

# requests_since LINE: the method and path of each request from that line of the server's log on.
requests_since() { tail -n "+$(($1 + 1))" "$requests" | sed -E 's/.*"method":"([^"]*)","path":"([^"]*)".*/\1 \2/'; }
# changed LOG: how many tasks of a run changed something, in all of its plays.
changed() { sed -nE 's/^localhost .*changed=([0-9]+) .*/\1/p' "$1" | tail -n 1; }

lists_every_module() {
  ansible-doc -t module -l stackhpc.kayobe_modules | awk '{ print $1 }' | sort > "$world/documented"
  modules | sed 's/^/stackhpc.kayobe_modules./' | sort | diff - "$world/documented"
}

every_module_is_in_a_case() {
  local name missing=0
  # Those run in a container engine, which tests/docker has; tests/warp has one, too, and calls its modules through Ansible there.
  for name in $(modules | grep -vxE 'pulp_auth_proxy|pulp_server|container_image_.*'); do
    grep -qE "stackhpc\.kayobe_modules\.$name:" tests/e2e/cases/*.yml tests/ci/modules.yml tests/warp/modules.yml playbooks/oooq/tasks/run.yml || { echo "$name is in no case"; missing=1; }
  done
  return $missing
}

every_old_name_leads() {
  local name missing=0 shim=shims/pulp.squeezer/meta/runtime.yml
  for name in $(sed -nE '/^plugin_routing/,$ s/^    (\w+):$/\1/p' "$shim"); do
    grep -qx "${name#pulp_}" <<< "$(modules)" || { echo "pulp.squeezer leads from $name to ${name#pulp_}, which is no module"; missing=1; }
    grep -qE "^    - ${name#pulp_}$" "$shim" || { echo "${name#pulp_} is not in the group of pulp.squeezer"; missing=1; }
    ansible-doc -t module "pulp.squeezer.$name" | grep -q "pulp_url" || { echo "ansible-doc does not know pulp.squeezer.$name"; missing=1; }
  done
  ansible-doc -t module -l pulp.squeezer 2> /dev/null | grep -q '^pulp.squeezer.rpm_remote ' || { echo 'ansible-doc -l pulp.squeezer lists nothing'; missing=1; }
  return $missing
}

dry_run() { train "$1" --check --diff; }

wrote_nothing() {
  [ -s "$requests" ] || { echo 'no request at all'; return 1; }
  ! requests_since 0 | grep -vE '^(GET|HEAD) '
}

first_run() {
  train "$1" -vvv > "$world/$1.log" 2>&1 || { cat "$world/$1.log"; return 1; }
  [ "$(changed "$world/$1.log")" -gt 0 ] || { cat "$world/$1.log"; return 1; }
}

second_run() {
  wc -l < "$requests" > "$world/$1.line"
  train "$1" > "$world/$1.again" 2>&1 || { cat "$world/$1.again"; return 1; }
  requests_since "$(cat "$world/$1.line")" > "$world/$1.requests"
  [ "$(changed "$world/$1.again")" = 0 ] || { cat "$world/$1.again"; return 1; }
}

no_password_shown() {
  local playbook
  for playbook in "${train_playbooks[@]}"; do
    grep -q 'PLAY RECAP' "$world/$playbook.log" || return 1
    ! grep -n "$PULP_PASSWORD" "$world/$playbook.log" || return 1
  done
}

# Six images: a write for each login, which Pulp alone can compare, and one for each sync; everything else is read in bulk.
requests_are_few() {
  local others
  others=$(grep -vcE '^(PATCH .*/remotes|POST .*/sync)/' "$world/pulp-container-sync.requests")
  [ "$(grep -c '/sync/$' "$world/pulp-container-sync.requests")" -eq 6 ] && [ "$others" -le 12 ] \
    || { sort "$world/pulp-container-sync.requests" | uniq -c; return 1; }
  [ "$(wc -l < "$world/pulp-container-publish.requests")" -le 8 ] || { sort "$world/pulp-container-publish.requests" | uniq -c; return 1; }
}

# What development serves moves on, production follows, and goes back. Where nothing is recorded, it says so.
rolls_back() {
  ! train pulp-repo-rollback-production -e stackhpc_pulp_promotion_files=true -e stackhpc_pulp_promotion_records="$world/nowhere" > "$world/rollback" || return 1
  grep "No promotion is recorded in $world/nowhere" "$world/rollback" || { cat "$world/rollback"; return 1; }
  ! train pulp-repo-rollback-production -e pulp_promotion=never > "$world/rollback" || return 1
  grep 'There is no promotion never in .* There are 20' "$world/rollback" || { cat "$world/rollback"; return 1; }
  # From another control host, which has no file of it.
  train pulp-repo-rollback-production -e stackhpc_pulp_promotion_records="$world/nowhere" --diff > "$world/rollback" && grep 'production' "$world/rollback" && [ "$(changed "$world/rollback")" -gt 0 ] || { cat "$world/rollback"; return 1; }
  ! client_fetches dnf || { echo 'what was first promoted is still served'; return 1; }
  train pulp-repo-promote-production && client_fetches dnf
}

remote() { ansible localhost -m stackhpc.kayobe_modules."$1"_remote -a "name='$2'"; }

proxy_is_left_out() {
  remote rpm 'Rocky Linux 9 - BaseOS-remote' > "$world/remote"
  remote container stackhpc/keystone-remote >> "$world/remote"
  cat "$world/remote"
  [ "$(grep -cE '"proxy_url": (""|null)' "$world/remote")" -eq 2 ]
}

# tag_chooses: of any of the playbooks for packages only what one tag names is done.
tag_chooses() {
  local playbook
  for playbook in pulp-repo-sync pulp-repo-publish pulp-repo-promote-production pulp-repo-rollback-production; do
    train "$playbook" --check --tags deb > "$world/tag.log" || { cat "$world/tag.log"; return 1; }
    grep -E '^TASK.*(Ensure Deb|Debian packages|Sync DEB)' "$world/tag.log" && ! grep -E '^TASK.*(Ensure RPM|RPM packages|Sync RPM)' "$world/tag.log" || return 1
  done
}

# Whoever mistypes a name shall not believe that it was synced.
filter_is_told() {
  train pulp-container-sync --check -e 'stackhpc_pulp_images_kolla_filter="^keystone$ no-such-image"' > "$world/filter.log" || { cat "$world/filter.log"; return 1; }
  grep "No image has a name like 'no-such-image'" "$world/filter.log" && ! grep "No image has a name like '.keystone" "$world/filter.log"
}

# What is no regular expression is named, before anything else goes wrong with it.
broken_filter_is_named() {
  ! train pulp-container-publish --check -e 'stackhpc_pulp_images_kolla_filter="nova *glance"' > "$world/filter.log" 2>&1 || { cat "$world/filter.log"; return 1; }
  grep "Write '\*glance' in stackhpc_pulp_images_kolla_filter as a regular expression (nothing to repeat at position 0)" "$world/filter.log" \
    || { cat "$world/filter.log"; return 1; }
}

# A filter that is not there takes every image, and all images can be built on a distribution that the configuration does not name.
no_filter_takes_all() {
  train pulp-container-publish --check -e '{stackhpc_pulp_images_kolla_filter: null, kolla_base_distro_and_version: noble-24}' > "$world/filter.log" 2>&1 \
    || { cat "$world/filter.log"; return 1; }
}

# The five playbooks in one: nothing is left to do after them, and production can be left alone.
whole_train() {
  train pulp-sync-publish-promote > "$world/whole.log" 2>&1 || { cat "$world/whole.log"; return 1; }
  [ "$(changed "$world/whole.log")" = 0 ] && [ "$(grep -c '^PLAY \[' "$world/whole.log")" -eq 5 ] || { cat "$world/whole.log"; return 1; }
  train pulp-sync-publish-promote -e repo_promote_production=false > "$world/whole.log" 2>&1 || { cat "$world/whole.log"; return 1; }
  sed -n '/^PLAY \[Promote/,/^PLAY \[Sync/p' "$world/whole.log" | grep -q '^skipping' || { cat "$world/whole.log"; return 1; }
}

# told_of LOG PATHS: what which-modules.yml says of collections in these paths.
told_of() { ANSIBLE_COLLECTIONS_PATH=$2 play "$root/playbooks/which-modules.yml" > "$1" 2>&1 || { cat "$1"; return 1; }; }

# An original in front of ours is noticed, one behind ours is named, and without ours that is said.
which_modules_answer() {
  local log=$world/which.log originals=$world/originals
  mkdir -p "$originals/ansible_collections/pulp/squeezer"
  echo '{"collection_info": {"version": "0.0.13", "dependencies": {}}}' > "$originals/ansible_collections/pulp/squeezer/MANIFEST.json"
  told_of "$log" "$ANSIBLE_COLLECTIONS_PATH" && [ "$(grep -c ': ours"' "$log")" -eq 3 ] && ! grep -q 'The original' "$log" || { cat "$log"; return 1; }
  told_of "$log" "$originals:$ANSIBLE_COLLECTIONS_PATH" && grep -q 'The original pulp.squeezer 0.0.13 answers' "$log" || { cat "$log"; return 1; }
  told_of "$log" "$ANSIBLE_COLLECTIONS_PATH:$originals" && grep -q 'pulp.squeezer 0.0.13 .* the original, which the one above hides' "$log" || { cat "$log"; return 1; }
  told_of "$log" "$originals" && grep -q 'Nothing of ours answers' "$log" || { cat "$log"; return 1; }
}

client_fetches() { tests/e2e/clients.sh "$1" "$world/clients"; }

# The playbook's file is what a kayobe configuration reads: all that is served, and no password.
hosts_are_told() {
  local file=$world/clients.yml
  train release-train-clients -e stackhpc_repo_distribution=production -e release_train_clients_file="$file" -e stackhpc_repo_mirror_username=reader || return 1
  cat "$file"
  [ "$(grep -cE 'baseurl: .*/production$|url: .*/production$' "$file")" -eq 5 ] && grep -q "password: '{{ stackhpc_repo_mirror_password }}'" "$file"
}

# against_release PLAYBOOK… [-e …]: playbooks for the release Pulp, which is this world's server; one host is in all their groups.
against_release() {
  local playbooks=()
  while [[ ${1:-} =~ ^[a-z][a-z-]+$ ]]; do
    playbooks+=("$root/playbooks/$1.yml")
    shift
  done
  printf '[seed]\nlocalhost ansible_connection=local ansible_python_interpreter=auto_silent\n[ofed-builder]\nlocalhost\n' > "$world/inventory"
  play -i "$world/inventory" "${playbooks[@]}" -e "@$world/vars.yml" -e "{stackhpc_release_pulp_url: '$PULP_URL', stackhpc_release_pulp_username: $PULP_USERNAME, stackhpc_release_pulp_password: $PULP_PASSWORD}" "$@"
}

# An image is uploaded and promoted, in check mode, for real and again; who downloads it before and after may differ, so guards are made first.
host_images() {
  local folder=$world/images options=(-e image_path="$world/images" -e host_image_list="$world/updated" -e host_image_folder="$world/fetched" -e host_image_tag=20260101T000000)
  mkdir -p "$folder" "$world/fetched"
  head -c 300000 /dev/urandom > "$folder/overcloud-rocky-9.qcow2"
  ansible localhost -m stackhpc.kayobe_modules.rbac_content_guard -a 'name=development state=present' \
    && ansible localhost -m stackhpc.kayobe_modules.rbac_content_guard -a 'name=release state=present' || return 1
  ! against_release pulp-host-image-promote "${options[@]}" || { echo 'promoted what was not uploaded'; return 1; }
  ! against_release pulp-host-image-upload "${options[@]}" -e host_image_tag= > "$world/untagged" || { echo 'uploaded without a tag'; return 1; }
  grep 'have no tag' "$world/untagged" || { cat "$world/untagged"; return 1; }
  against_release pulp-host-image-upload --check "${options[@]}" || return 1
  [ ! -e "$world/updated" ] || { echo 'check mode wrote a list'; return 1; }
  against_release pulp-host-image-upload pulp-host-image-promote pulp-host-image-download "${options[@]}" || return 1
  cmp "$folder/overcloud-rocky-9.qcow2" "$world/fetched/overcloud-rocky-9.qcow2" || return 1
  grep "^$PULP_URL/pulp/content/kayobe-images/.*/20260101T000000/overcloud-rocky-9.qcow2" "$world/updated" || return 1
  against_release pulp-host-image-upload pulp-host-image-promote pulp-host-image-download "${options[@]}" > "$world/again" && [ "$(changed "$world/again")" = 0 ] \
    || { cat "$world/again"; return 1; }
  broken_off kayobe-images-2024.1-rocky-9_20260101T000000 pulp-host-image-upload "${options[@]}"
}

# broken_off NAME PLAYBOOK …: an upload that came as far as the latest is completed when it is run again.
broken_off() {
  local name=$1
  shift
  ansible localhost -m stackhpc.kayobe_modules.file_distribution -a "name=$name state=absent" | grep CHANGED || return 1
  against_release "$@" || return 1
  ansible localhost -m stackhpc.kayobe_modules.file_distribution -a "name=$name" | grep base_path
}

# The other playbooks that write to the release Pulp, once and again.
artifacts_and_packages() {
  local options=(-e artifact_file="$world/images/overcloud-rocky-9.qcow2" -e artifact_tag=e2e -e ofed_package_path="$world/upstreams/www/rpm/baseos" -e ofed_tag=e2e)
  against_release pulp-artifact-upload pulp-artifact-promote push-ofed "${options[@]}" || return 1
  against_release pulp-artifact-upload pulp-artifact-promote push-ofed "${options[@]}" > "$world/again" && [ "$(changed "$world/again")" = 0 ] \
    || { cat "$world/again"; return 1; }
  broken_off images-2024.1-rocky-9_e2e pulp-artifact-upload "${options[@]}"
}

# Tags that are there are found in the local server; one that is not is named.
tags_are_checked() {
  train check-tags -e kolla_tag=2026.1-rocky-9-20260101T000000 -e 'stackhpc_pulp_images_kolla_filter="^keystone$ ^nova-compute$"' || return 1
  ! train check-tags -e kolla_tag=2026.1-rocky-9-20260101T000009 -e 'stackhpc_pulp_images_kolla_filter="^keystone$"' > "$world/tags" || return 1
  grep "nearest: 2026.1-rocky-9-20260101T000000" "$world/tags" || { cat "$world/tags"; return 1; }
}

# An upload of 400 parts is killed on its way; the playbook that is run again sends what is missing, not all of it.
upload_is_taken_up() {
  local file=$world/large.img call=$world/call.json before pid ended=0 sent
  parts() { grep -c '"method":"PUT","path":"/pulp/api/v3/uploads/' "$requests"; }
  printf '{"_ansible_module_name": "artifact", "file": "%s", "chunk_size": 100000, "state": "present"}' "$file" > "$call"
  while [ "$ended" -ne 137 ]; do # again, should one ever be faster than we are
    head -c 40000000 /dev/urandom > "$file"
    before=$(parts)
    artifacts/bin/kayobe-modules "$call" > "$world/upload" & pid=$!
    until [ "$(parts)" -ge $((before + 3)) ] || ! kill -0 $pid 2> /dev/null; do sleep 0.02; done
    kill -KILL $pid 2> /dev/null
    wait $pid
    ended=$?
    [ "$ended" -eq 137 ] || [ "$ended" -eq 0 ] || { cat "$world/upload"; return 1; }
  done
  ansible localhost -m stackhpc.kayobe_modules.artifact -a "file=$file chunk_size=100000 state=present" | tee "$world/upload"
  sent=$(($(parts) - before))
  echo "$sent parts were sent for 400"
  grep -q CHANGED "$world/upload" && grep -q "$(sha256sum "$file" | cut -d ' ' -f 1)" "$world/upload" && [ "$sent" -ge 400 ] && [ "$sent" -le 402 ]
}

ad_hoc() {
  local module=stackhpc.kayobe_modules.rpm_repository name=e2e-ad-hoc
  ansible localhost -m $module -a "name=$name retain_repo_versions=3 autopublish=yes state=present" | tee "$world/ad-hoc"
  grep -q CHANGED "$world/ad-hoc" && grep -q '"retain_repo_versions": 3,' "$world/ad-hoc" && grep -q '"autopublish": true,' "$world/ad-hoc" || return 1
  ansible localhost -m $module -a "name=$name retain_repo_versions=3 autopublish=yes state=present" | tee "$world/ad-hoc"
  grep -q SUCCESS "$world/ad-hoc" || return 1
  ansible localhost -m $module -a "name=$name state=absent" | grep CHANGED
}

# What is always required is asked for first, so it is given, as the documentation tells; what is required of several is not.
every_module_refuses() {
  modules | sed 's/^/stackhpc.kayobe_modules./' | xargs ansible-doc --json > "$world/documentation.json" || return 1
  python3 - "$world/documentation.json" > "$world/nonsense.yml" <<'EOF'
import json, sys
given = {"int": 1, "dict": {}, "list": []}
tasks = []
for name, page in sorted(json.load(open(sys.argv[1])).items()):
    options = page["doc"]["options"]
    arguments = {
        option: (facts.get("choices") or [given.get(facts["type"], "e2e")])[0]
        for option, facts in options.items() if facts.get("required")
    }
    tasks.append({name: {**arguments, "nonsense": 1}, "ignore_errors": True, "register": "answer"})
    wanted = "Unsupported parameters for .%s. module. nonsense|one of the following is required|of the following are missing" % name.replace(".", "[.]")
    tasks.append({"ansible.builtin.assert": {"that": ["answer is failed", "answer.msg is search('%s')" % wanted]}})
print(json.dumps([{"hosts": "localhost", "gather_facts": False, "tasks": tasks}]))
EOF
  grep -q nonsense "$world/nonsense.yml" && play "$world/nonsense.yml"
}

# bare_machine WANTED MODULE ARGUMENTS: nothing but the binary and what it is linked with; no libssl, no certificates.
bare_machine() {
  local bare=$world/bare library
  if [ ! -d "$bare" ]; then
    # A plain file is random enough to start with.
    mkdir -p "$bare/dev" && head -c 4096 /dev/urandom > "$bare/dev/urandom"
    cp artifacts/bin/kayobe-modules "$bare"
    for library in $(ldd artifacts/bin/kayobe-modules | grep -o '/[^ ]*'); do
      mkdir -p "$bare${library%/*}" && cp "$library" "$bare$library"
    done
  fi
  echo "$3" > "$bare/args.json"
  SQUEEZER_USERNAME=admin SQUEEZER_PASSWORD=none REQUESTS_CA_BUNDLE=/nowhere.pem chroot "$bare" /kayobe-modules "$2" args.json | tee "$world/bare.json"
  grep -qF "$1" "$world/bare.json"
}

authorities_are_named() {
  printf '{"pulp_url": "https://127.0.0.1:1", "username": "admin", "password": "none"}' > "$world/args.json"
  REQUESTS_CA_BUNDLE=/nowhere.pem artifacts/bin/kayobe-modules status "$world/args.json" | tee "$world/authorities.json"
  grep -qF 'REQUESTS_CA_BUNDLE takes a readable file' "$world/authorities.json"
}
