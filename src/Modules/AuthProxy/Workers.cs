// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.AuthProxy.Nginx;
using Modules.Containers.Engine;

namespace Modules.AuthProxy;

/// <summary>
/// nginx's workers. A reload starts new ones first and then asks the old ones to go, which accept connections until they have read that;
/// from then on they say of themselves that they shut down. Whether any is left is to be seen by how many there are.
/// </summary>
internal static class Workers
{
    private const string Title = "nginx: worker process";
    private const string Leaving = "shutting down";

    /// <summary>How many old workers still accept connections.</summary>
    /// <exception cref="ModuleHost.ModuleException">The engine does not tell a container's processes.</exception>
    public static async Task<int> OldAsync(DockerEngine engine, string container, CancellationToken ct) => Math.Max(
        0, (await engine.ProcessesAsync(container, ct)).Count(IsAccepting) - NginxConfiguration.WorkerProcesses);

    private static bool IsAccepting(string command) =>
        command.StartsWith(Title, StringComparison.Ordinal) && !command.Contains(Leaving, StringComparison.Ordinal);
}
