// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;

namespace Modules.Pulp.Core;

/// <summary>Looks for missing and damaged files of a repository version and downloads them again.</summary>
internal sealed class RepairModule : IModule
{
    private static readonly Argument<string> Repository = Argument.RequiredText("repository");
    private static readonly Argument<long?> Version = Argument.Number("version");

    public string Name => "repair";

    public bool SupportsCheckMode => false;

    public ArgumentSpec Arguments { get; } = new([.. Connection.Arguments([]), Repository, Version], Connection.Login);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        var repository = await pulp.FindAsync(AnyKind.Repository, run.Get(Repository), ct);
        var version = (string)repository["latest_version_href"]!;
        if (run.Get(Version) is { } number)
        {
            var key = new JsonObject { ["number"] = number };
            var found = await pulp.FindAsync((string)repository["versions_href"]!, "repository versions", key, ct)
                ?? throw new ModuleException(
                    $"Could not find repository version with {{'number': {number}}}. Repository '{run.Get(Repository)}' is at {version}.");
            version = (string)found["pulp_href"]!;
        }

        var task = await pulp.ActAsync($"{version}repair/", [], ct);
        return new ModuleResult(false)
        {
            Values = new JsonObject
            {
                ["missing"] = Reports.Done(task, "repair.missing"),
                ["corrupted"] = Reports.Done(task, "repair.corrupted"),
                ["repaired"] = Reports.Done(task, "repair.repaired"),
            },
        };
    }
}
