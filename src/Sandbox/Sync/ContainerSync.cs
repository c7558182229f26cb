// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using Sandbox.Plugins;
using Sandbox.Tasks;
using Sandbox.Upstream;
using Sandbox.Upstream.Container;
using Sandbox.Versions;

namespace Sandbox.Sync;

/// <summary>The tags of a registry's repository with their manifests and layers.</summary>
internal static class ContainerSync
{
    public static async Task<RepositoryVersion?> RunAsync(SyncRequest request, TaskContext task)
    {
        using var session = new SyncSession(request, task);
        var downloading = task.Report("Downloading Artifacts", "sync.downloading.artifacts");
        var associating = task.Report("Associating Content", "associating.content");
        var registry = new UpstreamRegistry(
            session.Client, session.Remote.Url, UpstreamName(session.Remote.Url, request.Remote.Text("upstream_name") ?? ""));

        return await SyncSession.WatchAsync([downloading, associating], () => associating, async () =>
        {
            var tags = await TagsAsync(session, registry);
            var images = new ContainerImages(session, registry);
            var processing = task.Report("Processing Tags", "sync.processing.tag", tags.Count);
            var options = new ParallelOptions { MaxDegreeOfParallelism = session.Remote.Concurrency, CancellationToken = task.Canceled };
            await Parallel.ForEachAsync(tags, options, async (tag, ct) =>
            {
                await images.ReadTagAsync(tag, ct);
                processing.Increment();
            });
            processing.Complete();
            if (session.Remote.Immediate)
            {
                await images.DownloadLayersAsync(downloading);
            }

            return session.Associate(images.Units(), session.Option("mirror", false), associating);
        });
    }

    private static async Task<List<string>> TagsAsync(SyncSession session, UpstreamRegistry registry)
    {
        try
        {
            var tags = await registry.TagsAsync(session.Canceled);
            var report = session.Task.Report("Downloading tag list", "sync.downloading.tag_list", total: 1);
            report.Done = 1;
            report.Complete();
            return [.. TagFilter.Apply(tags, Patterns(session, "includes", "include_tags"), Patterns(session, "excludes", "exclude_tags"))];
        }
        catch (UpstreamException e) when (e.Status == HttpStatusCode.NotFound)
        {
            // Pulp gives no reason for this one; a client must not count on being told.
            throw new UpstreamException("");
        }
    }

    /// <summary>By the name that the release has for it.</summary>
    private static List<string> Patterns(SyncSession session, string now, string before)
    {
        var fields = session.Request.Remote.Fields;

        return [.. ((fields[now] ?? fields[before]) as JsonArray ?? []).Select(pattern => (string)pattern!)];
    }

    /// <summary>Docker Hub keeps its official images under library/.</summary>
    private static string UpstreamName(Uri registry, string name) =>
        registry.Host == "registry-1.docker.io" && !name.Contains('/', StringComparison.Ordinal) ? $"library/{name}" : name;
}
