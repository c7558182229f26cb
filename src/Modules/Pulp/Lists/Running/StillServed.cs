// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Entities;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Session;

namespace Modules.Pulp.Lists.Running;

/// <summary>What a list removes although distributions serve it: they stay, and their hosts are given nothing any more.</summary>
internal static class StillServed
{
    /// <param name="listRun">The run.</param>
    /// <param name="removed">Each item with the hrefs that it takes away: of a repository, of publications, of a cache's remote.</param>
    /// <param name="problems">Where it is told.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task TellAsync(
        ListRun listRun, IReadOnlyList<(Item Item, string Href)> removed, Problems problems, CancellationToken ct)
    {
        foreach (var family in removed.GroupBy(each => each.Item.Family))
        {
            var served = await StillUsed.ServedByAsync(listRun.Pulp, family.Key, ct);
            foreach (var item in family.GroupBy(each => each.Item, each => each.Href))
            {
                if (served.Names(item) is [_, ..] names)
                {
                    problems.Warn(
                        item.Key,
                        $"{item.Key.Label} is to be removed, and is still served by {string.Join(", ", names)}: "
                            + StillUsed.NothingIsServed);
                }
            }
        }
    }
}
