// SPDX-License-Identifier: GPL-3.0-or-later
using System.Formats.Tar;
using System.IO.Compression;

namespace Modules.Tests.Ci.GitHub;

/// <summary>Programs that stand in for those of a runner, packed as these are: they register with the sandbox, and leave what those leave.</summary>
internal static class RunnerArchive
{
    private const string Config =
        """
        #!/bin/sh
        cd "$(dirname "$0")"
        echo "config $*" >> log
        # The real one's env.sh notes what it finds in its environment.
        touch .env
        grep -q '^LANG=' .env || echo LANG=C.UTF-8 >> .env
        if [ "$1" = remove ]; then
          if [ -e .service ]; then echo "Uninstall service first" >&2; exit 1; fi
          rm -f .runner .credentials; echo "$ACTIONS_RUNNER_INPUT_TOKEN" > removed; exit 0
        fi
        if [ -e .runner ] || [ -e .runner_migrated ]; then
          echo "Cannot configure the runner because it is already configured." >&2; exit 1
        fi
        while [ $# -gt 0 ]; do
          case $1 in --name) name=$2; shift ;; --url) url=$2; shift ;; --labels) labels=$2; shift ;; esac
          shift
        done
        python3 -c 'import json, sys, urllib.request
        api, token, name, labels, url = sys.argv[1:]
        place = url.split("/", 3)[3].strip("/")
        below = place if place.startswith("enterprises/") else ("repos/" if "/" in place else "orgs/") + place
        request = urllib.request.Request(api + "/" + below + "/actions/runners/sandbox-register", method="POST",
            data=json.dumps({"token": token, "name": name, "labels": [each for each in labels.split(",") if each]}).encode(),
            headers={"Authorization": "Bearer sandbox", "User-Agent": "runner"})
        print(json.load(urllib.request.urlopen(request))["id"])' "$SANDBOX" "$ACTIONS_RUNNER_INPUT_TOKEN" "$name" "$labels" "$url" > .id || exit 2
        printf '\357\273\277{"agentId": %s, "agentName": "%s", "gitHubUrl": "%s"}' "$(cat .id)" "$name" "$url" > .runner
        # The real one makes this file only now.
        cp svc.sh.template svc.sh
        """;

    private const string Service =
        """
        #!/bin/sh
        cd "$(dirname "$0")"
        echo "svc $*" >> log
        name=actions.runner.as-it-likes.$(basename "$PWD").service
        unit=../units/$name
        mkdir -p ../units
        there() { [ -e "$unit" ] || { echo "Failed to $1 $name: Unit $name not loaded." >&2; exit 1; }; }
        case $1 in
          install) [ ! -e "$unit" ] || { echo "Failed: error: exists $unit" >&2; exit 1; }; : > "$unit"; echo "$name" > .service ;;
          uninstall) rm -f "$unit" "$unit.runs" .service ;;
          start) there start; [ -e broken ] || : > "$unit.runs" ;;
          stop) there stop; rm -f "$unit.runs" ;;
        esac
        """;

    /// <param name="folder">Where the archive is to be; its programs lie beside it.</param>
    /// <param name="sandbox">Where they register.</param>
    public static async Task<string> PackAsync(string folder, string sandbox)
    {
        var programs = Directory.CreateDirectory(Path.Combine(folder, "programs")).FullName;
        await WriteAsync(Path.Combine(programs, "config.sh"), Config.Replace("$SANDBOX", sandbox, StringComparison.Ordinal) + "\n");
        await WriteAsync(Path.Combine(programs, "svc.sh.template"), Service + "\n");
        var archive = Path.Combine(folder, "runner.tar.gz");
        await using var file = File.Create(archive);
        await using var packed = new GZipStream(file, CompressionLevel.Fastest);
        await TarFile.CreateFromDirectoryAsync(programs, packed, includeBaseDirectory: false);
        return archive;
    }

    private static async Task WriteAsync(string path, string program)
    {
        await File.WriteAllTextAsync(path, program);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
