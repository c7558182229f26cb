#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# version.sh [COLLECTION]: the version of what is built from this commit. Without a tag of galaxy.yml's version it is a build on the way
# to it, numbered by its commits: two builds of one commit are the same, and a later one is installed over an earlier one. A shim says its
# own version, above that of the collection whose name it bears; its last number counts, since its +kayobe is not compared.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
said=$(sed -n 's/^version: *//p' "${1:+shims/$1/}galaxy.yml")
released=$(sed -n 's/^version: *//p' galaxy.yml)
if git describe --exact-match --tags --match "v$released" > /dev/null 2>&1; then
  echo "$said"
else
  commits=$(git rev-list --count HEAD 2> /dev/null || echo 0)
  case $said in
    *+*) echo "${said%.*}.$commits+${said#*+}" ;;
    *) echo "$said-dev.$commits" ;;
  esac
fi
