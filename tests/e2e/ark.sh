#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# ark.sh DIR: lays the upstreams of DIR out as the release Pulp does, snapshots and all, and prints the variables
# that send the playbooks there.
set -euo pipefail
dir=$(realpath "$1")
source "$dir/env"

# snapshot PATH ROOT: what /pulp/content/PATH leads to.
snapshot() {
  mkdir -p "$dir/www/pulp/content/${1%/*}"
  ln -sfn "$dir/www/$2" "$dir/www/pulp/content/$1"
}
snapshot rocky/9.4/BaseOS/x86_64/os/20260101T000000 rpm/baseos
snapshot rocky/9.4/AppStream/x86_64/os/20260101T000000 rpm/appstream
snapshot elrepo/elrepo/el9/x86_64/20260101T000000 rpm/baseos
snapshot ubuntu/jammy/20260101T000000 deb
snapshot ubuntu/noble/20260101T000000 deb

cat <<EOF
---
stackhpc_release_pulp_scheme: http
stackhpc_release_pulp_domain: ${UPSTREAM_PRIVATE_URL#http://}
stackhpc_release_pulp_username: $UPSTREAM_USERNAME
stackhpc_release_pulp_password: $UPSTREAM_PASSWORD
stackhpc_pulp_sync_ubuntu_jammy: true
stackhpc_pulp_sync_ubuntu_noble: true
stackhpc_pulp_images_kolla_filter: ^cinder-api$ ^fluentd$ ^glance-api$ ^haproxy$ ^keystone$ ^nova-compute$
EOF
