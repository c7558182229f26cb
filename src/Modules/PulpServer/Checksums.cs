// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Containers.Planning;
using static Modules.PulpServer.ServerArguments;

namespace Modules.PulpServer;

/// <summary>
/// Pulp does not start where files it has lack a checksum that is newly allowed. So they are computed while it runs with the
/// settings before, and before the settings that need them are written: a failure then leaves a server that can be restarted.
/// </summary>
internal static class Checksums
{
    /// <summary>The step, where it is due; null for none.</summary>
    public static Prepare? Preparation(Invocation run, Deployment state) =>
        run.Get(AllowedContentChecksums) is { } wanted && !state.Prepared
            && state.Container is { Running: true, Restarting: false } running && IsDue(wanted, state)
            ? new Prepare(running.Id, Command(wanted), "complete checksums")
            : null;

    /// <summary>The settings in the folder do not allow them all yet, or the server runs with older ones.</summary>
    private static bool IsDue(IReadOnlyList<string> wanted, Deployment state) =>
        !state.Container!.Current
        || !wanted.All(SettingsFile.AllowedChecksums(state.Files.GetValueOrDefault(ServerFiles.Settings, "")).Contains);

    /// <summary>
    /// Settings are read from the environment before the file. The system's checks would complain of just what the command is for;
    /// newer Django makes them before each command.
    /// </summary>
    private static ContainerCommand Command(IReadOnlyList<string> wanted) =>
        new("pulpcore-manager", "handle-artifact-checksums", "--skip-checks")
        {
            Environment = new Dictionary<string, string>
            {
                ["PULP_ALLOWED_CONTENT_CHECKSUMS"] = new JsonArray([.. wanted.Select(each => (JsonNode?)each)]).ToJsonString(),
            },
        };
}
