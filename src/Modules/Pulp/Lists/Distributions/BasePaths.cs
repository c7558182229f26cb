// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Running;
using Modules.Rules;

namespace Modules.Pulp.Lists.Distributions;

/// <summary>Base paths exclude each other: no distribution may lie below another, but for those of containers.</summary>
internal static class BasePaths
{
    /// <summary>Notes items of which one would lie below another.</summary>
    public static void Overlaps(IReadOnlyList<Item> items, Problems problems)
    {
        var paths = new Dictionary<string, Item>();
        foreach (var item in items.Where(item => !item.Absent && item.Has(DistributionArguments.BasePath)))
        {
            _ = paths.TryAdd(item.Get(DistributionArguments.BasePath)!, item);
        }

        foreach (var (path, item) in paths)
        {
            foreach (var other in PathClaim.Parents(path)
                .Where(parent => paths.TryGetValue(parent, out var upper) && !(MayNest(item) && MayNest(upper))))
            {
                problems.Add(
                    item, $"the base path '{path}' overlaps with '{other}' of {paths[other].Label}. Neither may lie below the other.");
            }
        }
    }

    /// <summary>Notes what the server's distributions would forbid.</summary>
    public static async Task ConflictsAsync(ListRun listRun, IReadOnlyList<DistributionPlan> plans, Problems problems, CancellationToken ct)
    {
        var claims = plans.Where(plan => plan.Claims is not null)
            .Select(plan => (Plan: plan, Claim: new PathClaim(plan.Claims!, MayNest(plan.Result.Item))))
            .ToList();
        var ours = plans.Select(plan => plan.Result.Item.Name).ToHashSet();
        var found = (await ServedPaths.NearAsync(listRun.Pulp, [.. claims.Select(each => each.Claim)], ct)).Where(
            each => !ours.Contains((string)each["name"]!))
            .ToList();
        foreach (var (plan, claim) in claims)
        {
            if (ServedPaths.Complaint(claim, found) is { } complaint)
            {
                problems.Add(plan.Result.Item, complaint);
            }
        }
    }

    private static bool MayNest(Item item) => item.Family.Distribution.MayNest == true;
}
