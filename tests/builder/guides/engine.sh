#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What kayobe's host configure would do, as far as the guides' test needs it: its user's folder, an engine, and the images that a registry of the outside would have.
set -euo pipefail
install -d -o ubuntu -g ubuntu /opt/kayobe /opt/kayobe/containers /opt/kayobe/etc
export DEBIAN_FRONTEND=noninteractive
apt-get install -qq -y --no-install-recommends docker.io iptables > /dev/null
for driver in overlay2 vfs; do
  dockerd --storage-driver=$driver --iptables=false --ip6tables=false --bridge=none --group ubuntu > /var/log/dockerd.log 2>&1 &
  until docker info > /dev/null 2>&1; do
    kill -0 $! 2> /dev/null || break
    sleep 0.2
  done
  ! docker info > /dev/null 2>&1 || break
done
docker import /srv/nginx.tar nginx:stable-alpine
docker import /srv/rocky.tar quay.io/rockylinux/rockylinux:9
