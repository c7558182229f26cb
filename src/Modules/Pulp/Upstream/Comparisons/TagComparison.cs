// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Content;
using Modules.Pulp.Session;

namespace Modules.Pulp.Upstream.Comparisons;

/// <summary>An image: are there tags that a version lacks, or that lead elsewhere by now?</summary>
internal sealed class TagComparison(PulpSession pulp, UpstreamClient upstream, UpstreamRemote remote, Uri root)
{
    private const int TagsCompared = 200;
    private const int ManifestsAtATime = 4;
    private const int NamesShown = 5;

    private readonly UpstreamTags _tags = new(upstream, remote, root);

    public async Task<News> OfAsync(string version, CancellationToken ct)
    {
        var known = await ContentNames.ReadAsync(pulp, remote.Item.Family.Content!, version, ct);
        var named = _tags.Named;
        var offered = named ?? [.. (await _tags.ListAsync(ct)).Where(_tags.Wants)];
        var unknown = named is null ? [.. offered.Where(tag => !known.ContainsKey(tag))] : new List<string>();
        if (unknown.Count > 0)
        {
            return new News(true, $"The upstream has {unknown.Count} new tags: {Names(unknown)}.");
        }

        if (offered.Count > TagsCompared)
        {
            return News.Unknown($"there are no new tags, and {offered.Count} are too many to compare one by one.");
        }

        var digests = new string?[offered.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, offered.Count),
            new ParallelOptions { MaxDegreeOfParallelism = ManifestsAtATime, CancellationToken = ct },
            async (at, stop) => digests[at] = await _tags.DigestAsync(offered[at], stop));
        List<string> moved =
            [.. offered.Where((tag, at) => digests[at] is { } digest && !known.GetValueOrDefault(tag, []).Contains(digest))];
        List<string> gone = remote.Mirrors
            ? [.. known.Keys.Except(offered.Where((_, at) => digests[at] is not null))]
            : [];
        return moved.Count + gone.Count == 0 ? new News(false, "The upstream has the same tags.")
            : new News(true, string.Join(' ', new[]
            {
                moved.Count > 0 ? $"{moved.Count} tags are new upstream or have moved: {Names(moved)}." : null,
                gone.Count > 0 ? $"{gone.Count} tags are gone upstream: {Names(gone)}." : null,
            }.OfType<string>()));
    }

    private static string Names(List<string> tags) => string.Join(", ", tags.Take(NamesShown)) + (tags.Count > NamesShown ? ", …" : "");
}
