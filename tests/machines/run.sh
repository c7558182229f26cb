#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Where the binaries run: a Debian 11 (glibc 2.31, OpenSSL 1.1.1), made with debootstrap; arm64, under qemu-user; and the file behind each
# module, on machines of both architectures and of another. With --sample only what takes seconds.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../suite.sh"
cd "$root"
servers=()
trap 'for pid in "${servers[@]}"; do kill "$pid" 2> /dev/null; done; rm -rf "$world"' EXIT
mine=$(uname -m)
arm=artifacts/bin/aarch64
qemu=(qemu-aarch64-static -L /usr/aarch64-linux-gnu)
module=artifacts/stage/stackhpc.kayobe_modules/plugins/bin/kayobe-modules

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
  -keyout "$world/key.pem" -out "$world/cert.pem" 2> /dev/null
# serve LOG COMMAND…: a sandbox that speaks TLS, by whatever runs it; sets $url.
serve() {
  local log=$1
  shift
  PULP_SANDBOX_PASSWORD=machines-17 "$@" --listen 127.0.0.1:0 --tls-cert "$world/cert.pem" --tls-key "$world/key.pem" --media "$log.media" > "$log" 2>&1 &
  servers+=($!)
  for _ in $(seq 300); do
    url=$(sed -nE '1s#.*(https://127\.0\.0\.1:[0-9]+).*#\1#p' "$log" 2> /dev/null)
    [ -z "$url" ] || return 0
    kill -0 "${servers[-1]}" 2> /dev/null || break
    sleep 0.1
  done
  cat "$log"
  return 1
}
arguments() { printf '{"pulp_url": "%s", "username": "admin", "password": "machines-17"%s}' "$url" "${1:-}"; }
# answers CA COMMAND…: a status over TLS, whose authority is the file CA.
answers() {
  local ca=$1
  shift
  arguments | PULP_CA_BUNDLE=$ca "$@" status - | tee "$world/answer"
  grep -q '"versions"' "$world/answer" && grep -q '"failed":true' "$world/answer" && return 1
  grep -q '"versions"' "$world/answer"
}
# A server that nobody vouches for is refused, so that the one above was really looked at.
refuses() {
  arguments | SSL_CERT_FILE=/dev/null SSL_CERT_DIR=/nowhere "$@" status - | tee "$world/answer"
  grep -q '"failed":true' "$world/answer"
}
# whole_list NAME COMMAND…: a whole list is made, and then is as it was.
whole_list() {
  local list=", \"rpm\": [{\"name\": \"machines-$1-1\"}, {\"name\": \"machines-$1-2\"}], \"deb\": [{\"name\": \"machines-$1-3\"}], \"container\": [{\"name\": \"machines-$1-4\"}]"
  shift
  arguments "$list" | PULP_CA_BUNDLE=${ca:-$world/cert.pem} "$@" repositories - | tee "$world/answer" || return 1
  grep -q '"changed":true' "$world/answer" || return 1
  arguments "$list" | PULP_CA_BUNDLE=${ca:-$world/cert.pem} "$@" repositories - | tee "$world/answer"
  grep -q '"changed":false' "$world/answer" && ! grep -q '"failed":true' "$world/answer"
}

# as MACHINE COMMAND…: with a `uname` that says so.
as() {
  mkdir -p "$world/as-$1"
  printf '#!/bin/sh\necho %s\n' "$1" > "$world/as-$1/uname"
  chmod 755 "$world/as-$1/uname"
  PATH=$world/as-$1:$PATH "${@:2}"
}
names_both() {
  as riscv64 sh "$module" status "$world/none.json" | tee "$world/answer"
  python3 -c 'import json, sys; answer = json.load(open(sys.argv[1])); assert answer["failed"] and all(word in answer["msg"] for word in ("x86_64", "aarch64", "riscv64")), answer' "$world/answer"
}
carries() {
  local from length machine
  set +o pipefail # what is cut off ends with a broken pipe
  # What it holds is what was built, for both.
  for machine in x86_64 aarch64; do
    local file=artifacts/bin/kayobe-modules
    [ "$machine" = "$mine" ] || file=artifacts/bin/$machine/kayobe-modules
    read -r from length < <(sed -nE "s/^#   $machine from_end=([0-9]+) length=([0-9]+) .*/\1 \2/p" "$module")
    tail -c "$from" "$module" | head -c "$length" | base64 -d | xz -dc | cmp - "$file" || return 1
  done
}
runs_by_link() {
  mkdir -p "$world/modules" && ln -sf "$root/$module" "$world/modules/status" && arguments > "$world/args.json" || return 1
  PULP_CA_BUNDLE=$world/cert.pem "$world/modules/status" "$world/args.json" | tee "$world/answer"
  grep -q '"versions"' "$world/answer" && [ -z "$(find "$world/modules" -name '.kayobe*')" ]
}
without_room() {
  # A home without what a task elsewhere may have unpacked: a person's call would take that.
  HOME=$world XDG_RUNTIME_DIR='' as x86_64 env PATH="$world/as-x86_64:$PATH" sh -c 'mktemp() { return 1; }; . "$0"' "$root/$module" | tee "$world/answer"
  grep -q '"failed": true' "$world/answer" && grep -q 'Set TMPDIR' "$world/answer"
}
# Only what the script needs beside it is to be found.
with_tools() {
  rm -rf "$world/tools" && mkdir "$world/tools" || return 1
  for tool in sh uname mktemp tail head base64 chmod wc rm cat tr; do ln -s "$(command -v "$tool")" "$world/tools/"; done
  PATH=$world/tools sh "$module" status "$world/args.json" | tee "$world/answer"
}
unpacks_with_python() {
  with_tools
  printf '#!/bin/sh\nexec %s "$@"\n' "$(python3 -c 'import sys; print(sys.executable)')" > "$world/tools/python3"
  chmod 755 "$world/tools/python3"
  PATH=$world/tools PULP_CA_BUNDLE=$world/cert.pem sh "$module" status "$world/args.json" | tee "$world/answer"
  grep -q '"versions"' "$world/answer"
}
without_xz() {
  with_tools
  grep -q '"failed": true' "$world/answer" && grep -q 'xz-utils' "$world/answer"
}

serve "$world/sandbox.log" artifacts/bin/pulp-sandbox || { echo "0 passed, 1 failed"; exit 1; }
check 'the file behind the modules carries what was built' carries
check 'it runs by a link that has a module name, and leaves nothing' runs_by_link
check 'on another machine it answers with one failure that names both' names_both
check 'without xz it is unpacked by Python' unpacks_with_python
check 'with neither it says what is missing' without_xz
[ "$mine" != x86_64 ] || check 'where it cannot be unpacked it says so' without_room
if [ "$mine" = x86_64 ]; then
  arm_arguments() {
    echo '{"pulp_url": "http://127.0.0.1:1", "nonsense": 5}' | "${qemu[@]}" "$arm/kayobe-modules" status - | tee "$world/answer"
    grep -q 'Unsupported parameters for (status) module: nonsense' "$world/answer"
  }
  check 'arm64: arguments' arm_arguments
  # Debian's cross libraries hold no OpenSSL: it is unpacked beside them.
  arm_ssl() {
    local archive
    mkdir -p "$world/arm/lists/partial" "$world/arm/archives/partial" "$world/arm/root"
    archive=$(debian_archive)
    echo "deb [arch=arm64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive bookworm main" > "$world/arm/sources.list"
    : > "$world/arm/status"
    local options=(-qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o Dir::State="$world/arm" -o Dir::State::status="$world/arm/status" -o Dir::State::lists="$world/arm/lists" -o Dir::Cache="$world/arm"
      -o Dir::Etc::sourcelist="$world/arm/sources.list" -o Dir::Etc::sourceparts=/nowhere -o APT::Sandbox::User=root -o Acquire::Languages=none)
    apt-get "${options[@]}" update && (cd "$world/arm/archives" && apt-get "${options[@]}" download libssl3 libc6 libgcc-s1 libstdc++6) || return 1
    for deb in "$world"/arm/archives/*.deb; do dpkg-deb -x "$deb" "$world/arm/root"; done
    ls "$world/arm/root/usr/lib/aarch64-linux-gnu/libssl.so.3"
  }
  check 'arm64: libssl is there' arm_ssl
  qemu=(qemu-aarch64-static -L "$world/arm/root")
  check 'arm64: TLS' answers "$world/cert.pem" "${qemu[@]}" "$arm/kayobe-modules"
  check 'arm64: an unknown authority is refused' refuses "${qemu[@]}" "$arm/kayobe-modules"
  check 'arm64: a whole list, twice' whole_list arm "${qemu[@]}" "$arm/kayobe-modules"
fi
if [ "${1:-}" != --sample ]; then
  if [ "$mine" = x86_64 ]; then
    mine_url=$url
    if serve "$world/arm-sandbox.log" "${qemu[@]}" "$arm/pulp-sandbox"; then
      check 'arm64: pulp-sandbox answers over TLS' answers "$world/cert.pem" artifacts/bin/kayobe-modules
    else
      failed=$((failed + 1))
    fi
    url=$mine_url
  fi
  old=$world/bullseye
  archive=$(debian_archive)
  check 'a Debian 11 can be made' debootstrap --variant=minbase --include=libssl1.1 bullseye "$old" "$archive"
  cp artifacts/bin/kayobe-modules artifacts/bin/pulp-sandbox "$world/cert.pem" "$world/key.pem" "$old/" 2> /dev/null
  old_glibc() { chroot "$old" ldd --version | head -n 1 | grep -F 2.31; }
  [ "$mine" != x86_64 ] || check 'Debian 11: its glibc is 2.31' old_glibc
  check 'Debian 11: TLS' answers /cert.pem chroot "$old" /kayobe-modules
  check 'Debian 11: an unknown authority is refused' refuses chroot "$old" /kayobe-modules
  ca=/cert.pem check 'Debian 11: a whole list, twice' whole_list old chroot "$old" /kayobe-modules
  check 'Debian 11: pulp-sandbox starts' bash -c "chroot '$old' /pulp-sandbox --version || chroot '$old' /pulp-sandbox --help"
fi
report
