// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Blobs;
using Sandbox.Downloads;
using Sandbox.Plugins;
using Sandbox.Store;
using Sandbox.Tasks;
using Sandbox.Upstream;
using Sandbox.Versions;

namespace Sandbox.Sync;

/// <summary>One sync: the upstream it reads, the repository it fills, the progress it reports.</summary>
internal sealed class SyncSession : IDisposable
{
    public SyncSession(SyncRequest request, TaskContext task)
    {
        Request = request;
        Task = task;
        Remote = RemoteSettings.From(request.Remote.Fields);
        Client = new(Remote);
        Before = request.Store.Versions.Latest(request.Repository);
    }

    public SyncRequest Request { get; }

    public TaskContext Task { get; }

    public RemoteSettings Remote { get; }

    public UpstreamClient Client { get; }

    /// <summary>The repository's newest version when the sync began.</summary>
    public RepositoryVersion Before { get; }

    public PulpStore Store => Request.Store;

    public CancellationToken Canceled => Task.Canceled;

    public bool Option(string name, bool otherwise) => (bool?)Request.Options[name] ?? otherwise;

    /// <summary>A file that is still upstream.</summary>
    public Blob Upstream(string path, string? sha256, long? size, Uri url) => Request.IsAlternate
        ? new(path, sha256, size) { Nearer = (url, Request.Remote.Href) }
        : new(path, sha256, size, url, Request.Remote.Href);

    /// <summary>A file we already read, kept whatever the download policy is.</summary>
    public async Task<Blob> KeepAsync(string path, byte[] bytes, Uri url)
    {
        var (sha256, size) = await Store.Blobs.AddAsync(bytes, Canceled);
        return Upstream(path, sha256, size, url);
    }

    /// <summary>Reports that follow one another; when the sync breaks, the one at work failed and the others were given up.</summary>
    public static async Task<T> WatchAsync<T>(IReadOnlyList<ProgressReport> reports, Func<ProgressReport> atWork, Func<Task<T>> work)
    {
        try
        {
            var done = await work();
            foreach (var report in reports)
            {
                report.Complete();
            }

            return done;
        }
        catch (UpstreamException)
        {
            foreach (var report in reports)
            {
                report.State = report == atWork() ? "failed" : "canceled";
            }

            throw;
        }
    }

    /// <summary>Downloads what is missing of these units' files, if the remote's policy says so.</summary>
    public async Task DownloadAsync(IEnumerable<ContentUnit> units, ProgressReport report)
    {
        if (Remote.Immediate)
        {
            await DownloadAsync(units.SelectMany(unit => unit.Blobs), report);
        }
    }

    public Task DownloadAsync(IEnumerable<Blob> blobs, ProgressReport report)
    {
        // Several units may share a file, several blobs a name.
        var missing = blobs.Where(blob => blob.Sha256 is not { } sha256 || !Store.Blobs.Has(sha256))
            .DistinctBy(blob => blob.Sha256 ?? blob.Url?.AbsoluteUri);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Remote.Concurrency, CancellationToken = Canceled };
        return Parallel.ForEachAsync(missing, options, async (blob, ct) =>
        {
            await BlobDownload.RunAsync(Client, Store, blob, ct);
            report.Increment();
        });
    }

    /// <summary>Makes the new version: these units alone, or added to what was there. Null when that changes nothing.</summary>
    public RepositoryVersion? Associate(IReadOnlyCollection<ContentUnit> units, bool mirror, ProgressReport associating)
    {
        var unassociating = mirror ? Task.Report("Un-Associating Content", "unassociating.content") : null;
        var version = Store.Versions.Create(Request.Repository, mirror ? units : Before.Content.Concat(units));
        associating.Done = version?.Added.Count ?? 0;
        associating.Complete();
        if (unassociating is not null)
        {
            unassociating.Done = version?.Removed.Count ?? 0;
            unassociating.Complete();
        }

        return version;
    }

    public void Dispose() => Client.Dispose();
}
