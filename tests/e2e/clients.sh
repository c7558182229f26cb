#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# clients.sh CLIENT FOLDER: fetches published content from PULP_URL with dnf, apt or skopeo, with a state of its own in FOLDER;
# prints what, and from where.
set -euo pipefail
client=$1 folder=$2
content=$PULP_URL/pulp/content
registry=${PULP_URL#*://}
login=$PULP_USERNAME:$PULP_PASSWORD
mkdir -p "$folder"

with_dnf() {
  local base=$content/rocky/9
  rm -rf "$folder/dnf" "$folder/rpms"
  dnf --quiet --assumeyes --setopt=reposdir=/dev/null --setopt=cachedir="$folder/dnf" --setopt=logdir="$folder/dnf" \
    --releasever 9 --installroot "$folder/dnf-root" \
    --repofrompath "baseos,$base/BaseOS/x86_64/os/production" --repofrompath "appstream,$base/AppStream/x86_64/os/production" \
    download --destdir "$folder/rpms" badger otter > "$folder/dnf.log" 2>&1 || { cat "$folder/dnf.log" >&2; return 1; }
  rpm --query --package --nosignature --queryformat '%{NAME}-%{VERSION}  ' "$folder"/rpms/*.rpm
  printf '\trocky/9/{BaseOS,AppStream}/x86_64/os/production\n'
}

with_apt() {
  local state=$folder/apt
  mkdir -p "$state"/{lists/partial,cache/archives/partial,parts,debs}
  echo "deb [trusted=yes arch=amd64] $content/ubuntu/jammy/production jammy main universe" > "$state/sources.list"
  local options=(-qq -o Dir::State::lists="$state/lists" -o Dir::Cache="$state/cache" -o Dir::Etc::sourcelist="$state/sources.list"
    -o Dir::Etc::sourceparts="$state/parts" -o APT::Sandbox::User=root -o Acquire::Languages=none)
  apt-get "${options[@]}" update
  (cd "$state/debs" && apt-get "${options[@]}" download caracal ocelot lynx-cat)
  for deb in "$state"/debs/*.deb; do
    dpkg-deb --show --showformat '${Package}-${Version}  ' "$deb"
  done
  printf '\tubuntu/jammy/production\n'
}

with_skopeo() {
  local image=$registry/stackhpc/nova-compute:2026.1-rocky-9-20260201T000000
  rm -rf "$folder/image"
  skopeo --insecure-policy copy --quiet --src-tls-verify=false --src-creds "$login" "docker://$image" "dir:$folder/image"
  printf '%s\t%s\n' "${image##*:}" "${image%:*}"
}

"with_$client"
