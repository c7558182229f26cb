// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Session;

namespace Modules.Pulp.Transfer;

/// <summary>Reads exported files that lie on the server into its repositories, after the server has looked at them.</summary>
internal sealed class PulpImportModule : IModule
{
    private static readonly Argument<string> Importer = Argument.RequiredText("importer");
    private static readonly Argument<string?> TableOfContents = Argument.Text("toc");
    private static readonly Argument<string?> Path = Argument.Text("path");
    private static readonly Argument<bool> CreateRepositories = Argument.Flag("create_repositories", otherwise: false);

    public string Name => "pulp_import";

    public ArgumentSpec Arguments { get; } = new(
        [.. Connection.Arguments([]), Importer, TableOfContents, Path, CreateRepositories],
        new MutuallyExclusive(TableOfContents, Path),
        new RequiredOneOf(TableOfContents, Path));

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        var importer = await pulp.FindAsync(PulpImporter.Entity, run.Get(Importer), ct);
        var files = run.Get(TableOfContents) is { } toc ? new JsonObject { ["toc"] = toc } : new JsonObject { ["path"] = run.Get(Path) };
        RequireValid(await pulp.ActAsync("importers/core/pulp/import-check/", files.DeepClone().AsObject(), ct));
        files["create_repositories"] = run.Get(CreateRepositories);
        var started = await pulp.ActAsync($"{importer["pulp_href"]}imports/", files, ct);
        if ((string?)started?["task_group"] is not { } href)
        {
            return Result(true, null, []);
        }

        var (group, created) = await new TaskGroup(pulp).CompleteAsync(href, ct);
        WarnOfSkipped(run, group);
        List<string> versions = [.. created.Where(resource => resource.Contains("/versions/", StringComparison.Ordinal))];
        return Result(versions.Count > 0, group, versions);
    }

    /// <summary>The server passes over repositories that it has not, and says so in its log only.</summary>
    private static void WarnOfSkipped(Invocation run, JsonObject group)
    {
        var exported = group["group_progress_reports"]?.AsArray()
            .FirstOrDefault(report => (string?)report?["code"] == "import.repo.versions")?["total"];
        var imported = group["tasks"]!.AsArray()
            .Count(task => ((string?)task?["name"] ?? "").EndsWith("import_repository_version", StringComparison.Ordinal));
        if ((long?)exported is { } total && total > imported)
        {
            _ = run.Warnings.Add(
                $"{total - imported} of the {total} exported repositories are not on this server and were left out. "
                    + "Make them first, give the importer a repo_mapping, or set create_repositories.");
        }
    }

    private static ModuleResult Result(bool changed, JsonObject? group, List<string> versions) => new(changed)
    {
        Values = new JsonObject
        {
            ["task_group"] = group?.DeepClone(),
            ["repository_versions"] = new JsonArray([.. versions.Select(version => (JsonNode?)version)]),
        },
    };

    /// <exception cref="ModuleException">The server found something wrong with the files.</exception>
    private static void RequireValid(JsonObject? check)
    {
        foreach (var (subject, verdict) in check ?? [])
        {
            if (verdict is JsonObject && (bool?)verdict["is_valid"] == false)
            {
                var why = string.Join("; ", verdict["messages"]?.AsArray().Select(message => message?.ToString()) ?? []);
                throw new ModuleException($"The server cannot import this: {subject} {verdict["context"]}: {why}");
            }
        }
    }
}
