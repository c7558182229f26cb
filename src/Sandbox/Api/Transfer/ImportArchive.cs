// SPDX-License-Identifier: GPL-3.0-or-later
using System.Formats.Tar;
using System.Text.Json.Nodes;
using Sandbox.Store;
using Sandbox.Tasks;

namespace Sandbox.Api.Transfer;

/// <summary>A repository version out of an archive.</summary>
/// <param name="Name">The repository's name where it was exported.</param>
/// <param name="Type">Its path.</param>
/// <param name="Content">Type and key of each unit.</param>
internal sealed record ArchivedVersion(string Name, string Type, IReadOnlyList<(string Type, string Key)> Content);

/// <summary>Reads what <see cref="ExportArchive"/> wrote: its files and units become ours, its versions are handed back.</summary>
internal sealed class ImportArchive(PulpStore store, TaskContext task)
{
    /// <exception cref="TaskFailedException">It is no such archive.</exception>
    public async Task<IReadOnlyList<ArchivedVersion>> ReadAsync(Stream archive, JsonArray components)
    {
        var texts = new Dictionary<string, JsonArray>();
        var report = task.Report("Importing Artifacts", "import.artifacts", 0);
        try
        {
            await using var tar = new TarReader(archive);
            while (await tar.GetNextEntryAsync(cancellationToken: task.Canceled) is { } entry)
            {
                if (ExportArchive.Sha256Of(entry.Name) is { } named)
                {
                    await KeepAsync(entry, named);
                    report.Increment();
                }
                else if (entry.DataStream is { } content)
                {
                    texts[entry.Name] = (await JsonNode.ParseAsync(content, cancellationToken: task.Canceled))!.AsArray();
                }
            }
        }
        catch (Exception problem) when (
            problem is InvalidDataException or EndOfStreamException or System.Text.Json.JsonException or FormatException)
        {
            throw new TaskFailedException($"this is no export: {problem.Message}", problem);
        }

        CheckComponents(Text(ExportArchive.Versions), components);
        report.Total = report.Done;
        report.Complete();
        Intern([.. Text(ExportArchive.Units).Select(unit => unit!.AsObject())]);
        return [.. Text(ExportArchive.Repositories).Select(version => new ArchivedVersion(
            (string)version!["name"]!,
            (string)version["type"]!,
            [.. version["content"]!.AsArray().Select(unit => ((string)unit![0]!, (string)unit[1]!))]))];

        JsonArray Text(string name) =>
            texts.GetValueOrDefault(name) ?? throw new TaskFailedException($"this is no export: there is no {name} in it");
    }

    private async Task KeepAsync(TarEntry entry, string named)
    {
        var (sha256, _) = await store.Blobs.AddAsync(entry.DataStream ?? Stream.Null, task.Canceled);
        _ = sha256 == named ? store.ArtifactOf(sha256) : throw new TaskFailedException($"{entry.Name} is not what its name says");
    }

    /// <summary>Pulp imports only what was exported by the same minor release of each plugin.</summary>
    private static void CheckComponents(JsonArray theirs, JsonArray ours)
    {
        foreach (var component in theirs)
        {
            var (name, version) = ((string)component!["component"]!, (string)component["version"]!);
            var installed = (string?)ours.FirstOrDefault(own => (string?)own!["component"] == name)?["version"]
                ?? throw new TaskFailedException($"Export uses {name} which is not installed.");
            if (!version.Split('.').Take(2).SequenceEqual(installed.Split('.').Take(2)))
            {
                throw new TaskFailedException($"Export version {version} of {name} incompatible with installed version {installed}.");
            }
        }
    }

    /// <summary>Units refer to each other by ids; those known here by another one keep it.</summary>
    private void Intern(List<JsonObject> units)
    {
        var ids = units
            .Select(unit => (Theirs: (string)unit["id"]!, Ours: store.Content.Find((string)unit["type"]!, (string)unit["key"]!)?.Id))
            .Where(pair => pair.Ours is not null && pair.Ours != pair.Theirs).ToList();
        foreach (var unit in units)
        {
            var text = unit.ToJsonString();
            var own = JsonNode.Parse(
                ids.Aggregate(text, (changed, pair) => changed.Replace(pair.Theirs, pair.Ours, StringComparison.Ordinal)))!.AsObject();
            store.Content.Intern(StateReader.UnitOf(own));
        }
    }
}
