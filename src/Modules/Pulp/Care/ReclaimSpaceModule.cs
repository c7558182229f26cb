using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Core;
using Modules.Pulp.Engine;

namespace Modules.Pulp.Care;

/// <summary>Frees the disk of files that Pulp can download again.</summary>
internal sealed class ReclaimSpaceModule : IModule
{
    private static readonly Argument<IReadOnlyList<string>?> RepositoryNames = Argument.TextList("repositories") with { Required = true };
    private static readonly Argument<IReadOnlyList<JsonObject>?> Keep = Argument.MappingList(
        "keep", new ArgumentSpec([Argument.RequiredText("repository"), Argument.Number("version") with { Required = true }]));

    public string Name => "reclaim_space";

    public ArgumentSpec Arguments { get; } = new([.. Connection.Arguments([]), RepositoryNames, Keep]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        var repositories = new JsonArray();
        foreach (var name in run.Get(RepositoryNames)!)
        {
            repositories.Add(name == "*" ? "*" : (await pulp.FindAsync(Target.Repository, name, ct))["pulp_href"]?.DeepClone());
        }

        var kept = new JsonArray();
        foreach (var version in run.Get(Keep) ?? [])
        {
            var repository = await pulp.FindAsync(Target.Repository, (string)version["repository"]!, ct);
            kept.Add((JsonNode?)$"{repository["versions_href"]}{version["version"]}/");
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
