// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Messages;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Running;

namespace Modules.Pulp.Lists.Reporting;

/// <summary>What a run did, in numbers and item by item.</summary>
internal static class Summary
{
    private const int SlowestShown = 5;

    private static readonly ItemAction[] Foreseeing = [ItemAction.WouldSync, ItemAction.NothingToSync, ItemAction.MaySync];

    /// <summary>Everything there is to tell, each item in full.</summary>
    public static JsonObject Values(ListRun listRun, IReadOnlyList<ItemResult> results, TimeSpan elapsed, JsonObject extras) => new(
        extras.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())))
    {
        ["results"] = new JsonArray([.. results.Select(result => (JsonNode?)ItemView.Of(result))]),
        ["collection"] = Collection.Answering,
        ["summary"] = new JsonObject
        {
            ["total"] = results.Count,
            ["changed"] = results.Count(result => result.Changed),
            ["failed"] = results.Count(result => result.Failure is not null),
            ["requests"] = listRun.Pulp.Api.Traffic.Requests,
            ["bytes_received"] = listRun.Pulp.Api.Traffic.Received,
            ["seconds"] = Math.Round(elapsed.TotalSeconds, 3),
            ["server_task_seconds"] = Math.Round(listRun.Tasks.ServerSeconds, 3),
            ["workers"] = listRun.Workers,
            ["slowest"] = new JsonArray(
                [.. results.OrderByDescending(result => result.Elapsed).Take(SlowestShown).Select(result => (JsonNode?)new JsonObject
            {
                ["name"] = result.Item.Name,
                ["type"] = result.Item.Family.Name,
                ["seconds"] = Math.Round(result.Elapsed.TotalSeconds, 3),
            })]),
        },
    };

    /// <summary>
    /// The items as the answer has them: where some failed, those; else each, but of what did not change only what a loop over results asks
    /// for. People read the answer, dozens of items that are as they were hide the one that is not.
    /// </summary>
    /// <param name="results">How each item ended.</param>
    /// <param name="all">Whether all are wanted in full.</param>
    public static JsonArray Results(IReadOnlyList<ItemResult> results, bool all)
    {
        var failed = results.Where(result => result.Failure is not null).ToList();
        return new JsonArray(
        [
            .. (all || failed.Count == 0 ? results : failed).Select(result =>
                (JsonNode?)(all || result.Changed || result.Failure is not null ? ItemView.Of(result) : ItemView.Short(result))),
        ]);
    }

    /// <summary>What check mode foresees of syncs, in one sentence; null where none was looked at.</summary>
    public static string? Foreseen(IReadOnlyList<ItemResult> results)
    {
        var kinds = results.GroupBy(result => result.Item.Family.Name).Select(group => (
            Name: group.Key,
            All: group.Count(result => result.Actions.Any(action => Foreseeing.Contains(action))),
            New: group.Count(result => result.Actions.Contains(ItemAction.WouldSync)),
            Unknown: group.Count(result => result.Actions.Contains(ItemAction.MaySync)))).Where(kind => kind.All > 0)
                .ToList();
        return kinds.Count == 0 ? null : "would sync: " + string.Join("; ", kinds.Select(kind =>
            $"{kind.New} of {kind.All} "
                + $"{(kind.Name == "container" ? "images have new tags" : $"{kind.Name} repositories have something new")}"
            + (kind.Unknown > 0 ? $", of {kind.Unknown} it is not known" : "")));
    }

    /// <summary>Everything changed, by its name; null where nothing was.</summary>
    public static Difference? Difference(IReadOnlyList<ItemResult> results)
    {
        var (before, after) = (new JsonObject(), new JsonObject());
        foreach (var (name, outcome) in results.SelectMany(result => result.Outcomes))
        {
            before[name] = outcome.Before?.DeepClone();
            after[name] = outcome.After?.DeepClone();
        }

        foreach (var result in results.Where(result => result.Content is not null))
        {
            var name = $"{result.Content!.Noun} that {result.Item.Label} serves";
            before[name] = result.Content.Side(before: true);
            after[name] = result.Content.Side(before: false);
        }

        return after.Count > 0 ? new Difference(before, after) : null;
    }
}
