#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# ./build.sh [TARGET…]: one function a target; without one, everything that makes the collections.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source build/needs.sh

bin=artifacts/bin

# The sources stand as dotnet format would leave them.
format() {
  need_dotnet
  dotnet format Modules.sln --verify-no-changes --no-restore
}

# Everything, framework-dependent, with all analyzers.
build() {
  need_dotnet
  dotnet build Modules.sln -c Release
}

# The .NET suites.
unit() {
  build
  tests/unit.sh
}

# The stubs ansible-doc reads, and the action group, from the modules' own facts.
docs() {
  need_dotnet
  dotnet run --project src/Docs -c Release
}

# The native binaries for this machine, and what a collection has for the other architecture.
publish() {
  native
  cross
}

# This machine's.
native() {
  need_dotnet
  need gcc binutils libc6-dev
  side_by_side "src/Modules $bin/kayobe-modules" "src/Sandbox $bin/pulp-sandbox" "src/CiSandbox $bin/ci-sandbox"
}

# The other architecture's, with Debian's cross compiler.
cross() {
  need_dotnet
  case $(uname -m) in
    x86_64) other=aarch64; need gcc-aarch64-linux-gnu libc6-dev-arm64-cross ;;
    aarch64) other=x86_64; need gcc-x86-64-linux-gnu libc6-dev-amd64-cross ;;
  esac
  side_by_side "src/Modules $bin/$other/kayobe-modules $other" "src/Sandbox $bin/$other/pulp-sandbox $other"
}

# side_by_side ARGUMENTS…: native.sh for each; much of one's time is spent on one processor.
side_by_side() {
  local each job jobs=() code=0
  for each; do
    build/native.sh $each &
    jobs+=($!)
  done
  for job in "${jobs[@]}"; do wait "$job" || code=1; done
  return $code
}

# The collections, from the published binaries.
collection() {
  need ansible-core python3-yaml
  [ -x "$bin/kayobe-modules" ] && ls "$bin"/*/kayobe-modules > /dev/null 2>&1 || publish
  build/collections.sh "$bin"
}

# The release train, end to end, on this machine: upstreams, a server, five playbooks, three clients.
demo() {
  need ansible-core createrepo-c rpm dpkg-dev apt-utils docker-registry skopeo nginx-light dnf dnf-plugins-core xz-utils zstd
  publish
  collection
  tests/e2e/demo.sh
}

# While working: host, engine, plans and a sample of the recordings, framework-dependent, without analyzers. Some two minutes with a build.
quick() {
  need_dotnet
  build/suites.sh quick tests/quick.sh
}

# What every suite needs.
need_for_tests() {
  need_dotnet
  need gcc binutils libc6-dev ansible-core createrepo-c rpm dpkg-dev apt-utils docker-registry skopeo nginx-light dnf dnf-plugins-core git procps strace xz-utils zstd \
    lvm2 cloud-guest-utils xfsprogs e2fsprogs fdisk python3-venv zsh python3-voluptuous yamllint pycodestyle pylint debootstrap iproute2 openssl curl jq rsync openssh-client openssh-server sudo acl python3-yaml python3-nacl python3-hvac python3-github gh python3-gitlab python3-openstackclient qemu-utils ansible-lint qemu-user-static
  # Engines may have come from elsewhere than the distribution.
  command -v dockerd > /dev/null || need docker.io iptables
  command -v podman > /dev/null || need podman
  command -v npm > /dev/null || need nodejs npm
  build
  native
}

# Every suite, with samples of the long ones; the last line sums them up. What others wait for comes first, then the longest: so none is alone at the end.
test() {
  need_for_tests
  build/suites.sh collection tests/collection.sh \
    unit tests/unit.sh \
    limits tests/limits/run.py \
    plugin:collection tests/plugin/run.sh \
    containers:collection tests/docker/run.sh \
    end-to-end:collection tests/e2e/run.sh \
    release:collection tests/release/run.sh \
    ci:collection tests/ci/run.sh \
    builder-hosts:collection tests/builder/setup.sh \
    person:collection tests/person/run.sh \
    sanity:collection tests/sanity/run.sh \
    builder tests/builder/run.sh \
    $(grep -q "^ *\.\. Warp\.WarpModules\.All" src/Modules/Catalog.cs && echo warp tests/warp/run.sh) \
    lint:collection tests/lint/run.sh \
    machines:collection "tests/machines/run.sh --sample" \
    workflows tests/workflows/run.sh \
    pipelines:workflows tests/pipelines/run.sh \
    volumes tests/builder/volumes.sh \
    setup tests/setup/run.sh \
    docs tests/docs.sh
}

# What `test` takes samples of, in full: old and new machines, architectures, and cores of Ansible up to the newest.
matrix() {
  need_for_tests
  build/suites.sh collection tests/collection.sh \
    setup "tests/setup/run.sh --root" \
    builder-guides:collection tests/builder/guides.sh \
    builder-refused "tests/builder/run.sh --every refused second_push" \
    plugin-ways:collection "tests/plugin/run.sh ways" \
    end-to-end-sid:collection "tests/e2e/run.sh sid" \
    machines:collection tests/machines/run.sh \
    release:collection "tests/release/run.sh --native" \
    lint:collection "tests/lint/run.sh --newest"
}

# What a release is made of, in artifacts/release: the tarballs, their checksums, what is in them, and what is new.
release() {
  publish
  collection
  build/release.sh
}

for target in "${@:-collection}"; do
  [ "$(type -t "$target")" = function ] || { echo "no target $target" >&2; exit 2; }
  "$target"
done
