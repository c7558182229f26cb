// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Messages;
using Modules.Pulp.Session;

namespace Modules.Pulp.Core;

/// <summary>Reports what a Pulp server says of itself.</summary>
internal sealed class StatusModule : IModule
{
    public string Name => "status";

    public ArgumentSpec Arguments { get; } = new(Connection.Arguments([]));

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        return new ModuleResult(false)
        {
            Values = new JsonObject { ["status"] = (await pulp.StatusAsync(ct)).DeepClone(), ["collection"] = Collection.Answering },
        };
    }
}
