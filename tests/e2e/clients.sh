#!/usr/bin/env bash
# clients.sh FOLDER: fetches published content from PULP_URL with the clients hosts have, each with a state of its own;
# prints a line for each: client, what, from where.
set -euo pipefail
folder=$1
content=$PULP_URL/pulp/content
registry=${PULP_URL#*://}
login=$PULP_USERNAME:$PULP_PASSWORD
mkdir -p "$folder"

with_dnf() {
  local base=$content/rocky/9
  dnf --quiet --assumeyes --config /dev/null --setopt=reposdir=/dev/null --setopt=cachedir="$folder/dnf" --setopt=gpgcheck=0 \
    --setopt=module_platform_id=platform:el9 --releasever 9 --installroot "$folder/dnf-root" \
    --repofrompath "baseos,$base/BaseOS/x86_64/os/production" --repofrompath "appstream,$base/AppStream/x86_64/os/production" \
    install --downloadonly --downloaddir "$folder/rpms" otter > "$folder/dnf.log" 2>&1 || { cat "$folder/dnf.log" >&2; return 1; }
  rpm --query --package --nosignature "$folder"/rpms/otter-*.rpm
}

with_apt() {
  local state=$folder/apt
  mkdir -p "$state"/{lists/partial,cache/archives/partial,parts,debs}
  echo "deb [trusted=yes arch=amd64] $content/ubuntu/jammy/production jammy main universe" > "$state/sources.list"
  local options=(-qq -o Dir::State::lists="$state/lists" -o Dir::Cache="$state/cache" -o Dir::Etc::sourcelist="$state/sources.list"
    -o Dir::Etc::sourceparts="$state/parts" -o APT::Sandbox::User=root -o Acquire::Languages=none)
  apt-get "${options[@]}" update
  (cd "$state/debs" && apt-get "${options[@]}" download caracal ocelot lynx-cat)
  dpkg-deb --show --showformat '${Package}_${Version}_${Architecture}\n' "$state"/debs/caracal_*.deb
}

with_skopeo() {
  local image=$registry/stackhpc/nova-compute:2026.1-rocky-9-20260201T000000
  rm -rf "$folder/image"
  skopeo --insecure-policy copy --quiet --src-tls-verify=false --src-creds "$login" "docker://$image" "dir:$folder/image"
  echo "nova-compute, $(find "$folder/image" -type f | wc -l) files"
}

printf 'dnf\t%s\t%s\n' "$(with_dnf)" rocky/9/{BaseOS,AppStream}/x86_64/os/production | head -n 1
printf 'apt\t%s\t%s\n' "$(with_apt)" ubuntu/jammy/production
printf 'skopeo\t%s\t%s\n' "$(with_skopeo)" stackhpc/nova-compute
