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

need_dotnet() {
  need ca-certificates openssl libstdc++6
  dotnet --list-sdks 2> /dev/null | grep -q '^10\.' && return
  cat >&2 <<'EOF'
The .NET SDK 10 is missing.
  Ubuntu   apt-get install dotnet-sdk-10.0
  Rocky    dnf install dotnet-sdk-10.0
  Debian   from Microsoft's archive, 12 standing for the release:
           curl -fLO https://packages.microsoft.com/config/debian/12/packages-microsoft-prod.deb
           dpkg -i packages-microsoft-prod.deb && apt-get update && apt-get install dotnet-sdk-10.0
EOF
  exit 1
}
