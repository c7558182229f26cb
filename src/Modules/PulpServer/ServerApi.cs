// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Session;
using static Modules.PulpServer.ServerArguments;

namespace Modules.PulpServer;

/// <summary>Asks the server where <c>login</c> says that it answers.</summary>
internal static class ServerApi
{
    /// <summary>What it answers. Only where there is a <c>login</c>.</summary>
    /// <exception cref="ModuleException">It cannot be asked; the message says why.</exception>
    public static async Task<JsonObject?> AskAsync(Invocation run, string path, CancellationToken ct)
    {
        using var pulp = Connection.Open(run with { Values = run.Get(Login)! });
        return (await pulp.Api.GetAsync(path, ct)).Body as JsonObject;
    }
}
