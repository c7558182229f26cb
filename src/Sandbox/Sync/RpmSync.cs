// SPDX-License-Identifier: GPL-3.0-or-later
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Plugins;
using Sandbox.Tasks;
using Sandbox.Upstream;
using Sandbox.Upstream.Rpm;
using Sandbox.Versions;

namespace Sandbox.Sync;

/// <summary>An RPM repository: additive, or a mirror of its content, or of its metadata too.</summary>
internal static class RpmSync
{
    private const string MirrorComplete = "mirror_complete";
    private const string MirrorContentOnly = "mirror_content_only";

    private static readonly ConditionalWeakTable<Entity, LastSync> LastSyncs = [];

    public static async Task<RepositoryVersion?> RunAsync(SyncRequest request, TaskContext task)
    {
        using var session = new SyncSession(request, task);
        var upstream = await RpmUpstream.FindAsync(session.Client, session.Remote.Url, task.Canceled);
        var now = LastSync.Of(request, upstream);
        if (session.Option("optimize", true) && LastSyncs.TryGetValue(request.Repository, out var last) && last.Covers(now))
        {
            var skipping = task.Report("Skipping Sync (no change from previous sync)", "sync.was_skipped", total: 1);
            skipping.Done = 1;
            skipping.Complete();
            return null;
        }

        var metadata = task.Report("Downloading Metadata Files", "sync.downloading.metadata");
        var downloading = task.Report("Downloading Artifacts", "sync.downloading.artifacts");
        var associating = task.Report("Associating Content", "associating.content");
        var atWork = metadata;
        var version = await SyncSession.WatchAsync([metadata, downloading, associating], () => atWork, async () =>
        {
            var content = new RpmContent(session, upstream, now.SkipTypes);
            await content.ReadAsync(() => metadata.Increment());
            Report(task, content);
            atWork = downloading;
            await session.DownloadAsync(content.Units, downloading);
            atWork = associating;
            Forget(content);
            var made = session.Associate(content.Units, now.Policy is MirrorComplete or MirrorContentOnly, associating);
            if (made is not null)
            {
                task.Created(made.Href);
            }

            if (now.Policy == MirrorComplete)
            {
                await MirroredPublication.EnsureAsync(session, made ?? session.Before, content.Files);
            }

            return made;
        });
        LastSyncs.AddOrUpdate(request.Repository, now with { Version = request.Store.Versions.Latest(request.Repository).Number });
        return version;
    }

    /// <summary>What a big repository was parsed from is garbage by now, and would stay until memory runs short.</summary>
    private static void Forget(RpmContent content)
    {
        if (content.Units.Count > 1000)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        }
    }

    private static void Report(TaskContext task, RpmContent content)
    {
        Done(task, "Skipping Packages", "sync.skipped.packages", content.Skipped, always: true);
        Done(task, "Parsed Packages", "sync.parsing.packages", content.Count("rpm.package"), always: true);
        Done(task, "Parsed Comps", "sync.parsing.comps", content.Count("rpm.packagegroup") + content.Count("rpm.packagecategory")
            + content.Count("rpm.packageenvironment") + content.Count("rpm.packagelangpacks"));
        Done(task, "Parsed Modulemd", "sync.parsing.modulemds", content.Count("rpm.modulemd"));
        Done(task, "Parsed Modulemd-defaults", "sync.parsing.modulemddefaults", content.Count("rpm.modulemd_defaults"));
        Done(task, "Parsed Advisories", "sync.parsing.advisories", content.Count("rpm.advisory"));
    }

    private static void Done(TaskContext task, string message, string code, int count, bool always = false)
    {
        if (always || count > 0)
        {
            var report = task.Report(message, code, total: count);
            report.Done = count;
            report.Complete();
        }
    }

    /// <summary>What a sync was asked and what it met, to tell whether the next one could find anything new.</summary>
    private sealed record LastSync(
        string Remote, string Url, bool Immediate, string Policy, HashSet<string> SkipTypes, string RepomdDigest, int Version)
    {
        public static LastSync Of(SyncRequest request, RpmUpstream upstream)
        {
            var policy = (string?)request.Options["sync_policy"]
                ?? ((bool?)request.Options["mirror"] == true ? MirrorContentOnly : "additive");
            HashSet<string> skip = [.. (request.Options["skip_types"] as JsonArray ?? []).Select(type => (string)type!)];
            return new(request.Remote.Href, upstream.Root.AbsoluteUri, request.Remote.Text("policy") == "immediate", policy, skip,
                Digest.Of(upstream.Repomd.Bytes), request.Store.Versions.Latest(request.Repository).Number);
        }

        public bool Covers(LastSync next) =>
            (Url, RepomdDigest, Version) == (next.Url, next.RepomdDigest, next.Version)
            && (Immediate || !next.Immediate)
            && SkipTypes.IsSubsetOf(next.SkipTypes)
            && next.Policy switch
            {
                MirrorComplete => Policy == MirrorComplete,
                MirrorContentOnly => Policy is MirrorComplete or MirrorContentOnly,
                _ => true,
            };
    }
}
