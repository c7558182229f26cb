// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Arguments;
using Modules.Pulp.Core;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;

namespace Modules.Pulp.Care;

/// <summary>Frees the disk of files that Pulp can download again.</summary>
internal sealed class ReclaimSpaceModule : IModule
{
    private const string All = "*";

    private static readonly Argument<IReadOnlyList<string>?> RepositoryNames = Argument.TextList("repositories") with { Required = true };
    private static readonly Argument<IReadOnlyList<ArgumentValues>?> Keep =
        Argument.MappingList("keep", RepositoryArguments.OneVersion);

    public string Name => "reclaim_space";

    public ArgumentSpec Arguments { get; } = new([.. Connection.Arguments([]), RepositoryNames, Keep]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var names = run.Get(RepositoryNames) ?? [];
        if (names.Count == 0 || (names.Contains(All) && names.Count > 1))
        {
            throw new ModuleException(names.Count == 0
                ? $"repositories is empty. Name repositories, or '{All}' for all there are."
                : $"repositories has '{All}', which is all there are, beside names.");
        }

        using var pulp = Connection.Open(run);
        var repositories = new JsonArray();
        foreach (var name in names)
        {
            repositories.Add(name == All ? All : (await pulp.FindAsync(AnyKind.Repository, name, ct))["pulp_href"]?.DeepClone());
        }

        var kept = new JsonArray();
        foreach (var version in run.Get(Keep) ?? [])
        {
            var repository = await pulp.FindAsync(AnyKind.Repository, version.Get(RepositoryArguments.Repository)!, ct);
            var number = version.Get(RepositoryArguments.Version)!.Value;
            kept.Add((JsonNode?)await NumberedVersion.HrefAsync(pulp, repository, number, Keep.Name, ct));
        }

        var body = new JsonObject { ["repo_hrefs"] = repositories, ["repo_versions_keeplist"] = kept };
        var task = await pulp.ActAsync("repositories/reclaim_space/", body, ct);
        var artifacts = Reports.Done(task, "reclaim-space.artifact");
        return new ModuleResult(task is null || artifacts > 0)
        {
            Values = new JsonObject { ["summary"] = new JsonObject { ["artifacts"] = artifacts } },
        };
    }
}
