// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Plugins;
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Sync;

/// <summary>The distributions of a Debian archive a remote names.</summary>
internal static class DebSync
{
    public static async Task<RepositoryVersion?> RunAsync(SyncRequest request, TaskContext task)
    {
        using var session = new SyncSession(request, task);
        var downloading = task.Report("Downloading Artifacts", "sync.downloading.artifacts");
        var releases = task.Report("Update ReleaseFile units", "update.release_file");
        var indexes = task.Report("Update PackageIndex units", "update.packageindex");
        var associating = task.Report("Associating Content", "associating.content");
        var atWork = downloading;
        return await SyncSession.WatchAsync([downloading, releases, indexes, associating], () => atWork, async () =>
        {
            var mirror = session.Option("mirror", false);
            var optimize = session.Option("optimize", true) && !mirror;
            var units = new List<ContentUnit>();
            var skipped = 0;
            foreach (var name in Upstream.Deb.ReleaseFile.Words(request.Remote.Text("distributions")))
            {
                var distribution = new DebDistribution(session, name, downloading, indexes);
                var release = await distribution.ReadReleaseAsync(() => atWork = releases);
                releases.Increment();
                atWork = downloading;
                if (optimize && session.Before.Content.Contains(release))
                {
                    skipped++;
                    continue;
                }

                units.AddRange(await distribution.ReadAsync());
            }

            Skipped(task, skipped);
            await session.DownloadAsync(units, downloading);
            atWork = associating;
            return session.Associate(units, mirror, associating);
        });
    }

    private static void Skipped(TaskContext task, int count)
    {
        if (count > 0)
        {
            var report = task.Report("Skipping ReleaseFile sync (no change from previous sync)", "sync.release_file.was_skipped");
            report.Done = count;
            report.Complete();
        }
    }
}
