// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Session;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Core;

/// <summary>Removes content and artifacts that no repository uses any more.</summary>
internal sealed class DeleteOrphansModule : IModule
{
    private static readonly Field ProtectionTime = Number("protection_time").SentAs("orphan_protection_time").AtLeast(0);

    public string Name => "delete_orphans";

    public ArgumentSpec Arguments { get; } = new([.. Connection.Arguments([]), ProtectionTime.Argument], Connection.Login);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        var body = new JsonObject();
        await ProtectionTime.AddAsync(body, run.Values, pulp, ct);
        var task = await pulp.ActAsync("orphans/cleanup/", body, ct);
        return new ModuleResult(true)
        {
            Values = new JsonObject
            {
                ["summary"] = new JsonObject
                {
                    ["content"] = Reports.Said(task, "Clean up orphan Content"),
                    ["artifacts"] = Reports.Said(task, "Clean up orphan Artifacts"),
                },
            },
        };
    }
}
