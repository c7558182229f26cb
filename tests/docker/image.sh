#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# image.sh: prints the path of a tar with a small Debian that has nginx, curl and Python, for an engine to import. Made once a checkout.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
packages=nginx-light,ca-certificates,curl,python3
tar=artifacts/proxy-image/${packages//,/+}.tar
if [ ! -s "$tar" ]; then
  mkdir -p "${tar%/*}"
  root=$(mktemp -d)
  trap 'rm -rf "$root"' EXIT
  archive=$(apt-get indextargets --format '$(REPO_URI) $(ORIGIN)' 'Created-By: Packages' | awk '$2 == "Debian" && !/security/ { print $1; exit }')
  debootstrap --variant=minbase --include=$packages bookworm "$root" ${archive:+"$archive"} >&2
  rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/usr/share/{doc,man,locale}/*
  tar -C "$root" -cf "$tar.new" .
  mv "$tar.new" "$tar"
fi
echo "$PWD/$tar"
