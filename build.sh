#!/usr/bin/env bash
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
  need_dotnet
  tests/unit.sh
}

# The stubs ansible-doc reads, and the action group, from the modules' own facts.
docs() {
  need_dotnet
  dotnet run --project src/Docs -c Release
}

# The three native binaries for this machine, and both for the other architecture.
publish() {
  need_dotnet
  need gcc binutils libc6-dev
  build/native.sh src/Modules "$bin/kayobe-modules"
  build/native.sh src/Sandbox "$bin/pulp-sandbox"
  build/native.sh src/CiSandbox "$bin/ci-sandbox"
  cross
}

# The other architecture's binaries, with Debian's cross compiler.
cross() {
  need_dotnet
  case $(uname -m) in
    x86_64) other=aarch64; need gcc-aarch64-linux-gnu libc6-dev-arm64-cross ;;
    aarch64) other=x86_64; need gcc-x86-64-linux-gnu libc6-dev-amd64-cross ;;
  esac
  build/native.sh src/Modules "$bin/$other/kayobe-modules" "$other"
  build/native.sh src/Sandbox "$bin/$other/pulp-sandbox" "$other"
}

# The three collections, from the published binaries.
collection() {
  need ansible-core
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
    python3-voluptuous yamllint pycodestyle pylint debootstrap iproute2 openssl curl openssh-client openssh-server sudo acl python3-yaml ansible-lint qemu-user-static
  # Engines may have come from elsewhere than the distribution.
  command -v dockerd > /dev/null || need docker.io iptables
  command -v podman > /dev/null || need podman
  publish
  collection
}

# Every suite, with samples of the long ones; the last line sums them up.
test() {
  need_for_tests
  build/suites.sh unit tests/unit.sh \
    limits tests/limits/run.py \
    docs tests/docs.sh \
    end-to-end tests/e2e/run.sh \
    plugin tests/plugin/run.sh \
    containers tests/docker/run.sh \
    sanity tests/sanity/run.sh \
    setup tests/setup/run.sh \
    release tests/release/run.sh \
    lint tests/lint/run.sh \
    machines "tests/machines/run.sh --sample"
}

# What `test` takes samples of, in full: old and new machines, architectures, and cores of Ansible up to the newest.
matrix() {
  need_for_tests
  build/suites.sh setup "tests/setup/run.sh --root" \
    release "tests/release/run.sh --native" \
    lint "tests/lint/run.sh --newest" \
    machines tests/machines/run.sh \
    end-to-end-sid "tests/e2e/run.sh sid"
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
