// SPDX-License-Identifier: GPL-3.0-or-later
using System.Formats.Tar;
using System.Text;
using System.Text.Json.Nodes;
using Sandbox.Store;
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Api.Transfer;

/// <summary>
/// A tar of repository versions: what they hold, and the files of that. Files and folders are called as in Pulp's exports, but the
/// descriptions in it are this
/// sandbox's own: a real Pulp cannot read them.
/// </summary>
internal static class ExportArchive
{
    public const string Versions = "versions.json";
    public const string Repositories = "repositories.json";
    public const string Units = "units.json";

    /// <param name="store">What there is.</param>
    /// <param name="file">The tar.</param>
    /// <param name="versions">What to write.</param>
    /// <param name="start">What the reader has already; its files are left out.</param>
    /// <param name="components">The plugins and their versions.</param>
    /// <param name="task">The task that writes.</param>
    /// <exception cref="TaskFailedException">A file is still upstream.</exception>
    public static async Task WriteAsync(
        PulpStore store,
        string file,
        IReadOnlyList<RepositoryVersion> versions,
        IReadOnlyList<RepositoryVersion> start,
        JsonArray components,
        TaskContext task)
    {
        var units = versions.SelectMany(version => version.Content).Except(start.SelectMany(version => version.Content)).ToList();
        var files = units.SelectMany(unit => unit.Blobs).Select(blob => blob.Sha256 is { } sha256 && store.Blobs.Has(sha256)
            ? sha256 : throw new TaskFailedException("Remote artifacts cannot be exported.")).Distinct().ToList();
        await using var tar = new TarWriter(File.Create(file), TarEntryFormat.Pax);
        await TextAsync(tar, Versions, components, task.Canceled);
        await TextAsync(tar, Repositories, new JsonArray([.. versions.Select(version => (JsonNode?)Show(version))]), task.Canceled);
        await TextAsync(tar, Units, new JsonArray([.. units.Select(unit => (JsonNode?)Show(store, unit))]), task.Canceled);
        var report = task.Report("Exporting Artifacts", "export.artifacts", files.Count);
        foreach (var sha256 in files)
        {
            await tar.WriteEntryAsync(store.Blobs.PathOf(sha256), $"artifact/{sha256[..2]}/{sha256[2..]}", task.Canceled);
            report.Increment();
        }

        report.Complete();
    }

    /// <summary>Which file of an archive an entry is; null for none.</summary>
    public static string? Sha256Of(string entry) =>
        entry.StartsWith("artifact/", StringComparison.Ordinal)
            ? entry["artifact/".Length..].Replace("/", "", StringComparison.Ordinal)
            : null;

    private static JsonObject Show(RepositoryVersion version) => new()
    {
        ["name"] = version.Repository.Text("name"),
        ["type"] = version.Repository.Type.Path,
        ["number"] = version.Number,
        ["content"] = new JsonArray([.. version.Content.Select(unit => (JsonNode?)new JsonArray(unit.Type, unit.Key))]),
    };

    /// <summary>Where a file once came from is nothing to the reader, who has no such remote.</summary>
    private static JsonObject Show(PulpStore store, ContentUnit unit)
    {
        var shown = StateWriter.Of(store, unit);
        foreach (var blob in shown["blobs"]!.AsArray())
        {
            (blob!["url"], blob["remote"], blob["nearer"]) = (null, null, null);
        }

        return shown;
    }

    private static async Task TextAsync(TarWriter tar, string name, JsonNode content, CancellationToken ct)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(content.ToJsonString()));
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = bytes }, ct);
    }
}
