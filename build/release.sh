#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# release.sh: gathers a release in artifacts/release from the built collections. Only the commit decides its bytes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=artifacts/release
version=$(build/version.sh)
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2> /dev/null || echo 0)}
rm -rf "$folder"
mkdir -p "$folder"
cp artifacts/*.tar.gz "$folder"
python3 build/notes.py "$version" > "$folder/RELEASE_NOTES.md"

dotnet tool restore > "$folder/log" 2>&1 && dotnet dotnet-CycloneDX src/Modules/Modules.csproj --output "$folder" --filename sbom.json --output-format Json \
  --no-serial-number --set-name kayobe_modules --set-version "$version" --exclude-dev >> "$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
rm "$folder/log"
# Its time is the clock's; the commit's is that of what it tells.
python3 - "$folder/sbom.json" "$epoch" << 'EOF'
import datetime, json, pathlib, sys
path = pathlib.Path(sys.argv[1])
bill = json.loads(path.read_text(encoding="utf-8-sig"))
bill["metadata"]["timestamp"] = datetime.datetime.fromtimestamp(int(sys.argv[2]), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
path.write_text(json.dumps(bill, indent=2) + "\n", encoding="utf-8")
EOF
(cd "$folder" && sha256sum -- *.tar.gz *.json *.md > SHA256SUMS)
ls -l "$folder"
