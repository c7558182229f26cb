// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Lists.Promotions;

/// <summary>
/// The record of promotions that each distribution carries as a label. The server has it, wherever the next control host is, and it is
/// written with the promotion's own request.
/// </summary>
internal static class PromotionLabel
{
    public static readonly Argument<bool> Wanted = Argument.Flag("record_promotions", otherwise: true);
    public static readonly Argument<string?> Name = Argument.Text("promotion");

    private const int EntriesKept = 10;
    private const string Labels = "pulp_labels";

    private static readonly string Now = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    /// <summary>What the promotions of this run have in common.</summary>
    public static string Id(Invocation run) => run.Get(Name) is { Length: > 0 } given ? given : Now;

    /// <summary>Newest first.</summary>
    public static IEnumerable<PromotionEntry> Of(JsonObject? labels) =>
        ((string?)labels?[OwnLabels.Promotions] ?? "").Split(';').Select(PromotionEntry.Parse).OfType<PromotionEntry>();

    /// <summary>The step, which also notes the promotion that it is; where nothing else is served after it, it is none.</summary>
    public static ConvergeStep Recorded(ConvergeStep step, Promotion promotion)
    {
        switch (step)
        {
            case ConvergeStep.Create(var body):
                return new ConvergeStep.Create(With(body, body[Labels], [Entry(promotion, body)]));
            case ConvergeStep.Update(var found, var changes, var unsure)
                when PromotionRecord.Content.Append(PromotionRecord.Cache).Any(changes.ContainsKey):
                var entries = Of(found[Labels] as JsonObject).Prepend(Entry(promotion, changes));
                return new ConvergeStep.Update(found, With(changes, changes[Labels] ?? found[Labels], entries), unsure);
            default:
                return step;
        }
    }

    /// <summary>The step of a rollback, which also takes out what it takes back: rolling back again goes one further.</summary>
    public static ConvergeStep Undone(ConvergeStep step, string? promotion)
    {
        var (found, changes, unsure) = step switch
        {
            ConvergeStep.Update update => (update.Found, update.Changes, update.Unsure),
            ConvergeStep.Stay { Found: { } same } => (same, new JsonObject(), false),
            _ => (null, null, false),
        };
        if (found is null || Of(found[Labels] as JsonObject).ToList() is not { Count: > 0 } entries)
        {
            return step;
        }

        var taken = entries.FindIndex(entry => entry.Promotion == promotion);
        return taken < 0 ? step : new ConvergeStep.Update(found, With(changes!, found[Labels], entries.Skip(taken + 1)), unsure);
    }

    /// <summary>What a distribution shall serve again: nothing else beside it.</summary>
    public static JsonObject Restored(JsonObject restore, JsonObject? found)
    {
        var all = restore.DeepClone().AsObject();
        foreach (var name in PromotionRecord.Content.Where(name => found?.ContainsKey(name) == true && !all.ContainsKey(name)))
        {
            all[name] = null;
        }

        if ((string?)found?[PromotionRecord.Cache] is { Length: > 0 } && !all.ContainsKey(PromotionRecord.Cache))
        {
            all[PromotionRecord.Cache] = null; // it was none before
        }

        return all;
    }

    private static PromotionEntry Entry(Promotion promotion, JsonObject served) => new(
        promotion.Id!,
        $"{Environment.UserName}@{Environment.MachineName}",
        promotion.From ?? "",
        PromotionEntry.Served(promotion.Before),
        PromotionEntry.Served(served));

    private static JsonObject With(JsonObject body, JsonNode? labels, IEnumerable<PromotionEntry> entries)
    {
        var (whole, all) = (body.DeepClone().AsObject(), labels?.DeepClone() as JsonObject ?? []);
        _ = all.Remove(OwnLabels.Promotions);
        if (string.Join(';', entries.Take(EntriesKept)) is { Length: > 0 } text)
        {
            all[OwnLabels.Promotions] = text;
        }

        whole[Labels] = all;
        return whole;
    }
}
