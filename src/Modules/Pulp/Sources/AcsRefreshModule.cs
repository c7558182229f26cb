// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Session;

namespace Modules.Pulp.Sources;

/// <summary>Makes Pulp look again at what an alternate content source has.</summary>
internal sealed class AcsRefreshModule : IModule
{
    private static readonly Argument<string?> Type = Argument.Choice("type", "rpm", "file", "deb") with { Required = true };
    private static readonly Argument<string> AcsName = Argument.RequiredText("name");

    public string Name => "acs_refresh";

    public ArgumentSpec Arguments { get; } = new([.. Connection.Arguments([]), Type, AcsName]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        var entity = run.Get(Type) switch
        {
            "rpm" => AlternateContentSource.Rpm,
            "deb" => AlternateContentSource.Deb,
            _ => AlternateContentSource.File,
        };
        var acs = await pulp.FindAsync(entity, run.Get(AcsName), ct);
        var started = await pulp.ActAsync($"{acs["pulp_href"]}refresh/", [], ct);
        var group = (string?)started?["task_group"] is { } href ? (await new TaskGroup(pulp).CompleteAsync(href, ct)).Group : null;
        return new ModuleResult(true) { Values = new JsonObject { ["task_group"] = group?.DeepClone() } };
    }
}
