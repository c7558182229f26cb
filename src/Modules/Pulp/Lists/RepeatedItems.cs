// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Running;

namespace Modules.Pulp.Lists;

/// <summary>
/// Items of one list that are about the same object. Where items are worked off one after another, as the older roles did, each adds to
/// what those before it said and the last has the last word; so it is here, without the way there.
/// </summary>
internal static class RepeatedItems
{
    /// <summary>What is to be worked on, in the place of its last mention; and which item overrode each of the others.</summary>
    /// <param name="items">As given.</param>
    /// <param name="kind">Says what items are about.</param>
    /// <param name="problems">Where repetitions are told.</param>
    public static IReadOnlyList<(Item Item, Item? OverriddenBy)> Resolve(IReadOnlyList<Item> items, IListKind kind, Problems problems)
    {
        var effective = items.ToArray();
        var overriddenBy = new Item?[items.Count];
        foreach (var group in Groups(kind.Identity))
        {
            Tell(group, $"are about {kind.IdentityWords(items[group[0]])}");
            Override(group);
            effective[group[^1]] = items[group[^1]] with { Values = Joined([.. group.Select(index => items[index])]) };
        }

        foreach (var group in Groups(kind.Claim))
        {
            Tell(group, $"claim the base path '{kind.Claim(items[group[0]])}'");
            Override(group);
        }

        return [.. effective.Zip(overriddenBy)];

        IEnumerable<int[]> Groups(Func<Item, string?> key) => Enumerable.Range(0, items.Count)
            .Where(index => overriddenBy[index] is null && key(items[index]) is not null)
            .GroupBy(index => (items[index].Family, key(items[index])))
            .Where(group => group.Count() > 1)
            .Select(group => group.ToArray())
            .ToList();

        void Override(int[] group)
        {
            foreach (var index in group[..^1])
            {
                overriddenBy[index] = items[group[^1]];
            }
        }

        void Tell(int[] group, string same)
        {
            var repeated = group.Select(index => items[index]).ToList();
            var places = string.Join(" and ", repeated.Select(item => item.Place));
            var last = repeated[^1];
            problems.Warn(last, $"{places} {same} and {Differences(repeated)}; {last.Place} has the last word. Give it once.");
        }
    }

    /// <summary>What all say, the later before the earlier. What was said before an item that
    /// takes the object away is gone with it.</summary>
    private static ArgumentValues Joined(IReadOnlyList<Item> items)
    {
        var joined = new JsonObject();
        foreach (var item in items)
        {
            if (item.Absent)
            {
                joined.Clear();
            }

            foreach (var (option, value) in item.Values.Given.Where(pair => pair.Value is not null))
            {
                joined[option] = value!.DeepClone();
            }
        }

        return items[^1].Absent ? items[^1].Values : new ArgumentValues(joined);
    }

    private static string Differences(List<Item> items)
    {
        var differing = items.SelectMany(item => item.Values.Given.Select(pair => pair.Key)).Distinct()
            .Where(option => items.Exists(item => !JsonNode.DeepEquals(item.Values.Given[option], items[0].Values.Given[option])))
            .Order(StringComparer.Ordinal)
            .ToList();
        return differing.Count == 0 ? "say the same" : $"differ in {string.Join(", ", differing)}";
    }
}
