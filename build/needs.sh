# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by build.sh: what a target needs is installed where that can be done, and named where it cannot.

# dotnet without libicu: nothing we build looks at cultures.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# need PACKAGE…: Debian packages.
need() {
  local missing=() package
  if ! command -v dpkg-query > /dev/null; then
    echo "Not a Debian: taking it that these are here, by their Debian names: $*" >&2
    return 0
  fi
  for package; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    echo "Missing; as root: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  echo "Installing ${missing[*]}" >&2
  apt-get update -qq
  without_services env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" > /dev/null
}

# without_services COMMAND…: packages of servers are installed for their programs; Debian would start them at once.
without_services() {
  local policy=/usr/sbin/policy-rc.d code=0
  if [ -e "$policy" ]; then "$@"; return; fi
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod 755 "$policy"
  "$@" || code=$?
  rm -f "$policy"
  return $code
}

# The SDK that global.json asks for: this machine's, the distribution's, or one below artifacts/ from Microsoft's archive.
need_dotnet() {
  need ca-certificates openssl libstdc++6
  dotnet --version > /dev/null 2>&1 && return
  if [ "$(id -u)" -eq 0 ] && in_distribution dotnet-sdk-10.0; then
    if command -v dnf > /dev/null; then dnf install -y -q dotnet-sdk-10.0 >&2; else need dotnet-sdk-10.0; fi
    dotnet --version > /dev/null 2>&1 && return
  fi
  command -v curl > /dev/null || [ "$(id -u)" -ne 0 ] || need curl
  local folder
  folder=$(build/dotnet-sdk.sh) || exit 1
  export DOTNET_ROOT=$folder PATH=$folder:$PATH
}

in_distribution() {
  if command -v apt-cache > /dev/null; then
    apt-cache policy "$1" | grep -q 'Candidate: [0-9]'
  else
    command -v dnf > /dev/null && dnf list -q "$1" > /dev/null 2>&1
  fi
}
