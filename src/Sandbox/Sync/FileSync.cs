// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Plugins;
using Sandbox.Tasks;
using Sandbox.Upstream.Files;
using Sandbox.Versions;

namespace Sandbox.Sync;

/// <summary>Files a PULP_MANIFEST lists.</summary>
internal static class FileSync
{
    public static async Task<RepositoryVersion?> RunAsync(SyncRequest request, TaskContext task)
    {
        using var session = new SyncSession(request, task);
        var metadata = task.Report("Downloading Metadata", "sync.downloading.metadata");
        var parsing = task.Report("Parsing Metadata Lines", "sync.parsing.metadata");
        var downloading = task.Report("Downloading Artifacts", "sync.downloading.artifacts");
        var associating = task.Report("Associating Content", "associating.content");
        var atWork = metadata;
        return await SyncSession.WatchAsync([metadata, parsing, downloading, associating], () => atWork, async () =>
        {
            var manifest = await session.Client.ReadAsync(session.Remote.Url, task.Canceled);
            metadata.Increment();
            atWork = parsing;
            var units = PulpManifest.Parse(manifest).Select(line => Unit(session, line)).ToList();
            parsing.Total = parsing.Done = units.Count;
            atWork = downloading;
            await session.DownloadAsync(units, downloading);
            atWork = associating;
            return session.Associate(units, session.Option("mirror", false), associating);
        });
    }

    private static ContentUnit Unit(SyncSession session, ManifestLine line) => new(
        "file.file",
        $"{line.RelativePath} {line.Sha256}",
        new JsonObject { ["relative_path"] = line.RelativePath },
        [session.Upstream(line.RelativePath, line.Sha256, line.Size, new(session.Remote.Url, Escape(line.RelativePath)))])
    {
        RepositoryKey = line.RelativePath,
    };

    private static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
