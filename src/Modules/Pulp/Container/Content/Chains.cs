// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Pulp.Container.Content;

/// <summary>
/// Items that wait for each other: those of one repository, which Pulp changes once at a time, and those that copy out of
/// repositories that others change.
/// </summary>
internal static class Chains
{
    /// <summary>The chains; the items of each in the order of the list.</summary>
    public static IReadOnlyList<IReadOnlyList<ContentItem>> Of(IReadOnlyList<ContentItem> items)
    {
        var changed = items.Where(item => item.State != "read").Select(item => (item.Repository, item.IsPush)).ToHashSet();
        var chains = new Dictionary<(string, bool), List<(int At, ContentItem Item)>>();
        foreach (var (at, item) in items.Index())
        {
            var chain = Of(chains, (item.Repository, item.IsPush));
            if (item.Source is { } source && changed.Contains((source, item.SourceIsPush)))
            {
                Join(chains, chain, Of(chains, (source, item.SourceIsPush)));
            }

            chain.Add((at, item));
        }

        return [.. chains.Values.Distinct().Select(chain => chain.OrderBy(each => each.At).Select(each => each.Item).ToList())];
    }

    private static List<(int At, ContentItem Item)> Of(
        Dictionary<(string, bool), List<(int At, ContentItem Item)>> chains, (string, bool) repository) =>
        chains.TryGetValue(repository, out var chain) ? chain : chains[repository] = [];

    private static void Join(
        Dictionary<(string, bool),
        List<(int At, ContentItem Item)>> chains,
        List<(int At, ContentItem Item)> chain,
        List<(int At, ContentItem Item)> other)
    {
        if (chain != other)
        {
            chain.AddRange(other);
            foreach (var repository in chains.Where(each => each.Value == other).Select(each => each.Key).ToList())
            {
                chains[repository] = chain;
            }
        }
    }
}
