// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Lists.Items;
using Modules.Pulp.Lists.Running;

namespace Modules.Pulp.Lists.Promotions;

/// <summary>Moves promotions back: those of a run that could not do all, and those of a record.</summary>
internal static class PromotionUndo
{
    /// <exception cref="ModuleException">What a rollback shall have served again is there no more.</exception>
    public static async Task RequireAsync(ListRun listRun, JsonObject previous, CancellationToken ct)
    {
        foreach (var (what, href) in previous)
        {
            if ((string?)href is { } served && !await listRun.Pulp.IsThereAsync(served, ct))
            {
                throw new ModuleException(
                    $"the {what.Replace('_', ' ')} that it served before the promotion was removed since: {served}. "
                        + "Give another record, or serve another version by name.");
            }
        }
    }

    /// <summary>What it served, and the record of promotions that it had.</summary>
    private static JsonObject AsBefore(JsonObject before)
    {
        var served = PromotionRecord.Served(before)!;
        if (before["pulp_labels"] is { } labels)
        {
            served["pulp_labels"] = labels.DeepClone();
        }

        return served;
    }

    /// <summary>Moves back what was moved, since not all could be.</summary>
    public static async Task PutBackAsync(ListRun listRun, IReadOnlyList<ItemResult> promotions, CancellationToken ct)
    {
        var failed = promotions.First(result => (result.Failure is not null && !AllOrNothing.WasStopped(result)) || !result.IsOver);
        foreach (var result in promotions.Where(AllOrNothing.WasStopped))
        {
            result.Did(ItemAction.NotMoved, changed: false);
            result.Message = result.Failure!.Message;
            result.End(null);
        }

        foreach (var result in promotions.Where(result => result is { Changed: true, Failure: null }))
        {
            var after = result.Outcomes.Values.First().After;
            try
            {
                _ = (result.Promotion!.Before, after) switch
                {
                    ({ } before, not null) =>
                        await listRun.Pulp.WriteAsync(HttpMethod.Patch, (string)before["pulp_href"]!, AsBefore(before), ct),
                    (null, not null) => await listRun.Pulp.DeleteAsync((string)after["pulp_href"]!, ct),
                    _ => null,
                };
                result.PutBack($"Put back as it was, since the promotion of {failed.Item.Label} failed.");
            }
            catch (ModuleException failure)
            {
                result.End(
                    new ModuleException(
                        $"Was moved, and could not be put back when the promotion of {failed.Item.Label} failed: {failure.Message}"));
            }
        }
    }
}
