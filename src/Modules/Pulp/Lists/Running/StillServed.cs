// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Entities;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Lists.Running;

/// <summary>What a list removes although distributions serve it: they stay, and their hosts are given nothing any more.</summary>
internal static class StillServed
{
    /// <param name="listRun">The run.</param>
    /// <param name="removed">Each item with the hrefs that it takes away: of a repository, of publications.</param>
    /// <param name="problems">Where it is told.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task TellAsync(
        ListRun listRun, IReadOnlyList<(Item Item, string Href)> removed, Problems problems, CancellationToken ct)
    {
        foreach (var family in removed.GroupBy(each => each.Item.Family))
        {
            var served = await ServedAsync(listRun, family.Key, ct);
            foreach (var item in family.GroupBy(each => each.Item, each => each.Href))
            {
                if (item.SelectMany(href => served[href]).Distinct().Order(StringComparer.Ordinal).ToList() is [_, ..] names)
                {
                    problems.Warn(
                        item.Key,
                        $"{item.Key.Label} is to be removed, and is still served by {string.Join(", ", names)}: hosts are given nothing "
                            + "there then. Remove these distributions, or let them serve something else, first.");
                }
            }
        }
    }

    /// <summary>The names of distributions by the href of what they serve: a publication stands for its repository, too.</summary>
    private static async Task<ILookup<string, string>> ServedAsync(ListRun listRun, Family family, CancellationToken ct)
    {
        var repositories = new Dictionary<string, string>();
        foreach (var path in family.Publication is { } publication ? publication.Paths : [])
        {
            await foreach (var each in listRun.Pulp.EachAsync(path, "fields=pulp_href,repository_version", ct))
            {
                repositories[(string)each["pulp_href"]!] = ((string?)each["repository_version"] ?? "").Split("versions/")[0];
            }
        }

        List<(string Href, string Name)> served = [];
        await foreach (var each in listRun.Pulp.EachAsync(family.Distribution.Path, "fields=name,repository,publication", ct))
        {
            foreach (var href in new[] { (string?)each["repository"], (string?)each["publication"] }.OfType<string>())
            {
                served.Add((href, (string)each["name"]!));
                if (repositories.TryGetValue(href, out var repository))
                {
                    served.Add((repository, (string)each["name"]!));
                }
            }
        }

        return served.ToLookup(each => each.Href, each => each.Name);
    }
}
