// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Lists.Items;
using Modules.Rules;

namespace Modules.Pulp.Lists.Distributions;

/// <summary>
/// Base paths that one distribution gives up and another claims, as when distributions are renamed: the one that claims a path
/// waits until it is free. So does the one that claims the name which another kind's distribution has until it is removed.
/// Knows only those: the other plans shall go when they are done.
/// </summary>
internal sealed class BasePathOrder
{
    private readonly Dictionary<DistributionPlan, List<DistributionPlan>> _waitsFor = [];
    private readonly Dictionary<DistributionPlan, TaskCompletionSource<ModuleException?>> _ends = [];

    public BasePathOrder(IReadOnlyList<DistributionPlan> plans)
    {
        var givers = plans.Where(plan => plan.GivesUp is not null).ToLookup(plan => plan.GivesUp!);
        var below = givers.SelectMany(paths => PathClaim.Parents(paths.Key).SelectMany(parent => paths.Select(giver => (parent, giver))))
            .ToLookup(each => each.parent, each => each.giver);
        var removed = plans.Where(plan => plan.Step is ConvergeStep.Delete).ToLookup(plan => plan.Result.Item.Name);
        foreach (var plan in givers.Count > 0 ? plans.Where(plan => plan.Claims is not null) : [])
        {
            var before = PathClaim.Parents(plan.Claims!)
                .Append(plan.Claims!)
                .SelectMany(path => givers[path])
                .Concat(below[plan.Claims!])
                .Concat(plan.ClaimsName is { } claim ? removed[claim.Name] : [])
                .Where(giver => giver != plan)
                .Distinct()
                .ToList();
            if (before.Count > 0)
            {
                _waitsFor[plan] = before;
                before.ForEach(
                    giver =>
                        _ends.TryAdd(
                            giver, new TaskCompletionSource<ModuleException?>(TaskCreationOptions.RunContinuationsAsynchronously)));
            }
        }
    }

    /// <summary>The plans in an order in which nobody waits for one that comes later; notes those that wait for each other.</summary>
    public List<DistributionPlan> Ordered(IEnumerable<DistributionPlan> plans, Problems problems)
    {
        List<DistributionPlan> ordered = [.. plans.Where(plan => !_waitsFor.ContainsKey(plan))];
        HashSet<DistributionPlan> left = [.. _waitsFor.Keys];
        while (left.Count > 0)
        {
            var free = left.Where(plan => !_waitsFor[plan].Exists(left.Contains)).ToList();
            if (free.Count == 0)
            {
                foreach (var plan in left)
                {
                    problems.Add(
                        plan.Result.Item,
                        $"the base path '{plan.Claims}' is that of {_waitsFor[plan].First(left.Contains).Result.Item.Label}, "
                            + "which waits for another's in turn. Move one of them to a path that is free first.");
                }

                break;
            }

            ordered.AddRange(free);
            left.ExceptWith(free);
        }

        return ordered;
    }

    /// <summary>Waits until the base path of a plan is free.</summary>
    /// <exception cref="ModuleException">It is not, since the plan that gives it up failed.</exception>
    public async Task WaitAsync(DistributionPlan plan, CancellationToken ct)
    {
        foreach (var giver in _waitsFor.GetValueOrDefault(plan, []))
        {
            if (await _ends[giver].Task.WaitAsync(ct) is { } failure)
            {
                var other = giver.Result.Item.Name;
                var wanted = plan.ClaimsName?.Name == other ? $"name '{other}'" : $"base path '{plan.Claims}'";
                throw new ModuleException($"The {wanted} is not free, since {giver.Result.Item.Label} failed.")
                {
                    Transient = failure.Transient,
                };
            }
        }
    }

    /// <summary>Lets those go on that wait for a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="failure">Why it failed; null where it did not.</param>
    public void End(DistributionPlan plan, ModuleException? failure) => _ends.GetValueOrDefault(plan)?.SetResult(failure);
}
