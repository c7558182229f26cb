// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Lists.Reporting;

/// <summary>An item as results and progress show it.</summary>
internal static class ItemView
{
    private static readonly string[] NotShort = ["task", "seconds"];

    public static JsonObject Of(ItemResult result)
    {
        var shown = new JsonObject
        {
            ["name"] = result.Item.Name,
            ["type"] = result.Item.Family.Name,
            ["changed"] = result.Changed,
            ["failed"] = result.Failure is not null,
            ["msg"] = result.Failure?.Message ?? result.Message ?? "",
            ["action"] = result.Actions.Count > 0 ? string.Join(", ", result.Actions.Select(Words)) : "none",
            ["repository_version"] = result.RepositoryVersion,
            ["task"] = result.Task,
            ["seconds"] = Math.Round(result.Elapsed.TotalSeconds, 3),
        };
        if (result.Failure is not null || result.Attempts > 1)
        {
            // As Ansible counts, for which the last try of a loop that fails is not one more.
            shown["attempts"] = result.Failure is null ? result.Attempts : Math.Max(1, result.Attempts - 1);
        }

        foreach (var (name, value) in result.Details)
        {
            shown[name] = value?.DeepClone();
        }

        return shown;
    }

    /// <summary>The same without what says nothing of an item that is as it was.</summary>
    public static JsonObject Short(ItemResult result)
    {
        var shown = Of(result);
        foreach (var name in shown.Where(pair => pair.Value is null).Select(pair => pair.Key).Concat(NotShort).ToList())
        {
            _ = shown.Remove(name);
        }

        return shown;
    }

    private static string Words(ItemAction action) => action switch
    {
        ItemAction.Created => "created",
        ItemAction.Updated => "updated",
        ItemAction.Deleted => "deleted",
        ItemAction.Skipped => "skipped",
        ItemAction.Overridden => "overridden",
        ItemAction.NotMoved => "not moved",
        ItemAction.PutBack => "put back",
        ItemAction.PushRepositoryMigrated => "migrated the push repository",
        ItemAction.PushRepositoryDeleted => "deleted the push repository",
        ItemAction.WouldSync => "would sync",
        ItemAction.NothingToSync => "nothing to sync",
        ItemAction.MaySync => "may sync",
        ItemAction.WaitedForSync => "waited for a running sync",
        ItemAction.Synced => "synced",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Give the action words."),
    };
}
