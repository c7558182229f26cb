// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Upstream;

namespace Modules.Pulp.Lists.Repositories;

/// <summary>Tells of items whose filters fit nothing that their upstreams have, before anything is written.</summary>
internal static class UnmatchedFilters
{
    private const int AskedAtATime = 8;

    public static async Task TellAsync(IEnumerable<UpstreamRemote> remotes, Problems problems, CancellationToken ct)
    {
        List<UpstreamRemote> all = [.. remotes];
        var told = new IReadOnlyList<string>[all.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, all.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AskedAtATime, CancellationToken = ct },
            async (at, stop) => told[at] = await FilterMatches.AskAsync(all[at], stop));
        foreach (var (remote, doubt) in all.Zip(told).SelectMany(each => each.Second, (each, doubt) => (each.First, doubt)))
        {
            problems.Warn(remote.Item, doubt);
        }
    }
}
