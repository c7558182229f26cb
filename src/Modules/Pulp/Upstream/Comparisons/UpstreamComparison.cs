// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Session;
using Modules.Waiting;

namespace Modules.Pulp.Upstream.Comparisons;

/// <summary>For check mode: compares what upstreams offer with what latest versions hold, and says so where that does not tell.</summary>
/// <param name="pulp">The server that has the repositories.</param>
internal sealed class UpstreamComparison(PulpSession pulp)
{
    private const int UpstreamsAtATime = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly AdjustableSemaphore _semaphore = new(UpstreamsAtATime);
    private readonly ServedRepomd _served = new(pulp);

    /// <param name="remote">What the item says of its upstream; null where it says nothing.</param>
    /// <param name="repository">Its repository; null where there is none yet.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<News> OfAsync(UpstreamRemote? remote, JsonObject? repository, CancellationToken ct)
    {
        var version = (string?)repository?["latest_version_href"];
        if (version is null
            || version.StartsWith(ConvergeStep.Pretended, StringComparison.Ordinal)
            || (version.EndsWith("/versions/0/", StringComparison.Ordinal) && remote?.Kind != "container")) // none of its tags may be there
        {
            return await _semaphore.PassAsync(() => FirstAsync(remote, ct), ct);
        }

        return remote?.Root is { } root
            ? await _semaphore.PassAsync(() => AskAsync(remote, repository!, root, version, ct), ct)
            : News.Unknown("the item has no URL of the web.");
    }

    /// <summary>A first sync brings something, where the upstream has what it would begin with.</summary>
    private static async Task<News> FirstAsync(UpstreamRemote? remote, CancellationToken ct) =>
        (remote is null ? null : Probe.Of(remote)) is not { } probe
            ? new News(true, "Nothing was synced yet. Whether the upstream has it was not asked.")
            : await probe.AskAsync(ct) switch
            {
                { Kind: ProbeKind.Fine } => new News(true, "Nothing was synced yet."),
                { Kind: ProbeKind.Missing } missing =>
                    new News(null, $"Nothing was synced yet, and the upstream does not seem to have it: {missing.Words(probe)}"),
                var other => new News(null, $"Nothing was synced yet, and whether the upstream has it is not known: {other.Words(probe)}"),
            };

    private async Task<News> AskAsync(UpstreamRemote remote, JsonObject repository, Uri root, string version, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var upstream = UpstreamClient.For(remote);
            return remote.Kind switch
            {
                "container" => await new TagComparison(pulp, upstream, remote, root).OfAsync(version, patience.Token),
                "deb" => await new ReleaseComparison(pulp, upstream, remote, root).OfAsync(version, patience.Token),
                "file" => await new ManifestComparison(pulp, upstream, remote).OfAsync(version, patience.Token),
                "rpm" =>
                    await new RpmComparison(
                        pulp,
                        upstream,
                        remote,
                        root,
                        _served) { KeepsFew = (long?)repository["retain_package_versions"] > 0 }.OfAsync(version, patience.Token),
                "python" => await new ProjectComparison(pulp, upstream, remote, root).OfAsync(version, patience.Token),
                _ => News.Unknown("this kind of upstream has nothing to compare."),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or ModuleException or IOException
            || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return News.Unknown($"it cannot be compared from here: {failure.Message}");
        }
    }
}
