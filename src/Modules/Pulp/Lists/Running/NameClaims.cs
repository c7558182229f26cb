// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Entities;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Session;

namespace Modules.Pulp.Lists.Running;

/// <summary>A name that an item's step would newly take.</summary>
/// <param name="Item">The item.</param>
/// <param name="Entity">What it would be the name of.</param>
/// <param name="Name">The name.</param>
internal sealed record NameClaim(Item Item, Entity Entity, string Name);

/// <summary>Names that the items of a list would take, which are unique over all kinds.</summary>
internal static class NameClaims
{
    /// <summary>Notes those of which two kinds in the list would have the same.</summary>
    public static void Repeated(IEnumerable<NameClaim> claims, Problems problems)
    {
        foreach (var same in claims.GroupBy(claim => (TakenNames.Collection(claim.Entity.Path), claim.Name)))
        {
            foreach (var claim in same.Where(claim => claim.Entity.Path != same.First().Entity.Path))
            {
                problems.Add(
                    claim.Item,
                    $"name: This field must be unique. {same.First().Item.Place} makes a {TakenNames.Word(claim.Entity.Path)} "
                        + $"'{claim.Name}', too. Names are unique over all kinds; rename one.");
            }
        }
    }

    /// <summary>Notes those that another kind on the server has, unless the list removes it.</summary>
    public static async Task TakenAsync(
        ListRun listRun, IEnumerable<NameClaim> claims, IReadOnlySet<string> removed, Problems problems, CancellationToken ct)
    {
        foreach (var group in claims.GroupBy(claim => TakenNames.Collection(claim.Entity.Path)!))
        {
            var found = (await TakenNames.FindAsync(listRun.Pulp, group.Key, group.Select(claim => claim.Name), ct))
                .Where(each => !removed.Contains((string)each["pulp_href"]!))
                .ToList();
            foreach (var claim in group)
            {
                if (TakenNames.Complaint(listRun.Pulp, claim.Entity.Path, claim.Name, found) is { } complaint)
                {
                    problems.Add(claim.Item, complaint);
                }
            }
        }
    }
}
