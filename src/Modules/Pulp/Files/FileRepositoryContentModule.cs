// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;

namespace Modules.Pulp.Files;

/// <summary>Adds content to a repository of files and takes content out, in one new version.</summary>
internal sealed class FileRepositoryContentModule : IModule
{
    private static readonly Argument<string> Repository = Argument.RequiredText("repository");
    private static readonly Argument<long?> BaseVersion = Argument.Number("base_version");
    private static readonly Argument<string> RelativePath = Argument.RequiredText("relative_path");
    private static readonly Argument<string> Checksum = Argument.RequiredText("sha256") with { Aliases = ["digest"] };
    private static readonly ArgumentSpec Unit = new(
    [
        RelativePath,
        Checksum,
    ]);

    private static readonly Argument<IReadOnlyList<ArgumentValues>?> Present = Argument.MappingList("present_content", Unit);
    private static readonly Argument<IReadOnlyList<ArgumentValues>?> Absent = Argument.MappingList("absent_content", Unit);

    public string Name => "file_repository_content";

    public ArgumentSpec Arguments { get; } = new([.. Connection.Arguments([]), Repository, BaseVersion, Present, Absent], Connection.Login);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        var repository = await pulp.FindAsync(FileRepository.Entity, run.Get(Repository), ct);
        var version = run.Get(BaseVersion) is { } number
            ? $"{repository["versions_href"]}{number}/"
            : (string)repository["latest_version_href"]!;
        List<string> added = [], removed = [];
        foreach (var unit in run.Get(Present) ?? [])
        {
            if (await FindAsync(pulp, unit, version, ct) is null)
            {
                added.Add(await FindAnywhereAsync(pulp, unit, ct));
            }
        }

        foreach (var unit in run.Get(Absent) ?? [])
        {
            if (await FindAsync(pulp, unit, version, ct) is { } found)
            {
                removed.Add((string)found["pulp_href"]!);
            }
        }

        return new ModuleResult(added.Count + removed.Count > 0)
        {
            Values = new JsonObject
            {
                ["repository_version"] = await ModifyAsync(pulp, repository, version, added, removed, ct),
                ["content_added"] = List(added),
                ["content_removed"] = List(removed),
            },
        };
    }

    private static async Task<string> ModifyAsync(
        PulpSession pulp, JsonObject repository, string version, List<string> added, List<string> removed, CancellationToken ct)
    {
        if (added.Count + removed.Count == 0)
        {
            return version;
        }

        var body = new JsonObject
        {
            ["add_content_units"] = List(added),
            ["remove_content_units"] = List(removed),
            ["base_version"] = version,
        };
        var task = await pulp.ActAsync($"{repository["pulp_href"]}modify/", body, ct);
        return SyncModule.Version(task, $"{repository["versions_href"]}") ?? version;
    }

    private static async Task<JsonObject?> FindAsync(PulpSession pulp, ArgumentValues unit, string version, CancellationToken ct) =>
        version.StartsWith(ConvergeStep.Pretended, StringComparison.Ordinal) ? null : await pulp.FindAsync(
            FileContent.Kind.Path,
            FileContent.Kind.Noun,
            new JsonObject
            {
                ["repository_version"] = version,
                ["relative_path"] = unit.Get(RelativePath),
                ["sha256"] = unit.Get(Checksum),
            },
            ct);

    private static async Task<string> FindAnywhereAsync(PulpSession pulp, ArgumentValues unit, CancellationToken ct)
    {
        var key = new JsonObject { ["relative_path"] = unit.Get(RelativePath), ["sha256"] = unit.Get(Checksum) };
        if (await pulp.FindAsync(FileContent.Kind.Path, FileContent.Kind.Noun, key, ct) is { } found)
        {
            return (string)found["pulp_href"]!;
        }

        return (string)pulp.Assume($"Could not find {FileContent.Kind.Noun} with {ObjectKey.Described(key)}.")["pulp_href"]!;
    }

    private static JsonArray List(List<string> hrefs) => new([.. hrefs.Select(href => (JsonNode?)href)]);
}
