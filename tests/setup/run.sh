#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The .NET SDK is fetched where there is none: from an archive that is made of the SDK at hand and served on loopback, with the checksum
# of that archive in a copy of the scripts. With --root a Debian 12 that holds nothing but itself builds with it.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../suite.sh"
cd "$root"
server=''
trap '[ -z "$server" ] || kill $server 2> /dev/null; rm -rf "$world"' EXIT

version=$(sed -nE 's/.*"version": *"([^"]+)".*/\1/p' global.json)
sdk=dotnet-sdk-$version-linux-$([ "$(uname -m)" = aarch64 ] && echo arm64 || echo x64).tar.gz
tree=$world/tree archive=$world/archive/$version
mkdir -p "$tree" "$archive"
cp -R build build.sh global.json "$tree"

# serve: what lies in the archive, on a free port.
serve() {
  python3 -u -m http.server --bind 127.0.0.1 --directory "$world/archive" 0 > "$world/server.log" 2>&1 &
  server=$!
  for _ in $(seq 100); do
    port=$(sed -nE 's/.*port ([0-9]+) .*/\1/p' "$world/server.log")
    [ -z "$port" ] || break
    sleep 0.1
  done
  export DOTNET_SDK_ARCHIVE=http://127.0.0.1:$port
}

small_sdk() {
  mkdir -p "$world/small"
  printf '#!/bin/sh\necho small\n' > "$world/small/dotnet"
  chmod 755 "$world/small/dotnet"
  tar -czf "$archive/$sdk" -C "$world/small" .
}
sum_of_archive() { (cd "$archive" && sha512sum "$sdk") > "$tree/build/dotnet-sdk.sha512"; }
nothing_left() { [ ! -e "$tree/artifacts/dotnet-sdk" ] || { find "$tree/artifacts/dotnet-sdk"; return 1; }; }
# refused WORDS: fetching fails with one sentence on standard error that has these words, and leaves nothing.
refused() {
  local out
  out=$("$tree/build/dotnet-sdk.sh" 2> "$world/err") && { echo "it did not fail: $out"; return 1; }
  cat "$world/err"
  [ "$(grep -vc '^Fetching\|^curl:' "$world/err")" -eq 1 ] && grep -q "$1" "$world/err" && nothing_left
}
fetched() { [ "$("$("$tree/build/dotnet-sdk.sh")/dotnet")" = small ] && [ "$("$tree/build/dotnet-sdk.sh" 2>&1)" = "$tree/artifacts/dotnet-sdk/$version" ]; }
half() { truncate -s -40 "$archive/$sdk"; }
pinned() { grep -qE "^[0-9a-f]{128}  dotnet-sdk-$version-linux-x64.tar.gz$" "$root/build/dotnet-sdk.sha512" && grep -q "arm64" "$root/build/dotnet-sdk.sha512"; }

serve
check 'the checksums of the SDK that global.json names are pinned' pinned
check 'an SDK that the archive does not have is refused' refused 'could not be fetched'
small_sdk
check 'a wrong checksum is refused' refused 'its SHA-512 is another'
sum_of_archive
cp "$archive/$sdk" "$world/whole"
half
check 'half an archive is refused' refused 'its SHA-512 is another'
DOTNET_SDK_ARCHIVE=http://127.0.0.1:1 check 'without a network it says so' refused 'name a mirror in DOTNET_SDK_ARCHIVE'
without_authorities() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 -keyout "$world/key.pem" -out "$world/cert.pem" 2> /dev/null
  python3 -u -c 'import http.server, ssl, sys
server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1], sys.argv[2])
server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_port)
server.serve_forever()' "$world/cert.pem" "$world/key.pem" > "$world/tls.port" 2> "$world/tls.log" &
  local tls=$!
  until [ -s "$world/tls.port" ] || ! kill -0 "$tls" 2> /dev/null; do sleep 0.1; done
  export DOTNET_SDK_ARCHIVE=https://127.0.0.1:$(cat "$world/tls.port")
  refused 'install ca-certificates' && CURL_CA_BUNDLE=/nonexistent refused 'install ca-certificates'
  local code=$?
  kill "$tls"
  return $code
}
check 'a machine without authorities is told to install them' without_authorities
cp "$world/whole" "$archive/$sdk"
without_room() { (trap '' XFSZ && ulimit -f 0 && "$tree/build/dotnet-sdk.sh" 2>&1) | cat > "$world/err"; cat "$world/err"; grep -q 'is there a gigabyte of room' "$world/err" && nothing_left; }
check 'a disk without room is told so' without_room
remains() { mkdir -p "$tree/artifacts/dotnet-sdk/$version/host" && fetched; }
check 'what is left of an SDK is replaced by a whole one' remains
check 'an SDK is fetched, and once only' fetched

# An operator's machine: Debian 12 and nothing else; the sources as they are, the SDK at hand under the name of the pinned one.
builds_in_a_bare_root() {
  local bare=$world/bare here
  here=$(dirname "$(readlink -f "$(command -v dotnet)")")
  [ -d "$here/sdk" ] || here=/usr/share/dotnet
  tar -czf "$archive/$sdk" -C "$here" . && sum_of_archive || return 1
  debootstrap --variant=minbase bookworm "$bare" "$(debian_archive)" > "$world/debootstrap.log" 2>&1 \
    || { tail -n 5 "$world/debootstrap.log"; return 1; }
  mkdir -p "$bare/src"
  # Files that were removed and not yet committed are listed too.
  (cd "$root" && git ls-files -z --cached --others --exclude-standard | tar -c --null --ignore-failed-read -T - 2> /dev/null) | tar -x -C "$bare/src"
  cp "$tree/build/dotnet-sdk.sha512" "$bare/src/build/" && cat "$bare/src/build/dotnet-sdk.sha512" || return 1
  cp /etc/resolv.conf /etc/hosts "$bare/etc/" 2> /dev/null
  [ ! -e /etc/apt/apt.conf.d ] || cp -R /etc/apt/apt.conf.d/. "$bare/etc/apt/apt.conf.d/" 2> /dev/null
  # Whom this machine trusts: a network may have an authority of its own.
  cp "${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}" "$bare/root/authorities.crt" || return 1
  mkdir -p "$bare/root/.nuget/NuGet"
  cp "$HOME"/.nuget/NuGet/* "$bare/root/.nuget/NuGet/" 2> /dev/null
  ! chroot "$bare" sh -c 'command -v dotnet' || { echo 'the bare root has a dotnet'; return 1; }
  # .NET looks into /proc. Mounted where only this command sees it, it is gone with it.
  unshare --mount bash -c 'mount --rbind /proc "$1/proc" && mount --rbind /dev "$1/dev" && shift && exec chroot "$@"' - "$bare" "$bare" \
    /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin DOTNET_SDK_ARCHIVE="$DOTNET_SDK_ARCHIVE" SSL_CERT_FILE=/root/authorities.crt \
    NUGET_CERT_REVOCATION_MODE="${NUGET_CERT_REVOCATION_MODE:-}" \
    bash -c 'cd /src && ./build.sh docs && ls -d artifacts/dotnet-sdk/*/dotnet'
}
[ "${1:-}" != --root ] || check 'a Debian 12 without anything fetches the SDK and builds with it' builds_in_a_bare_root

report
