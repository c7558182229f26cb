using System.Text.Json.Nodes;

namespace Modules.Pulp.Entities;

/// <summary>Labels that we keep on objects for ourselves, beside the user's: neither shown, nor compared, nor removed when those change.
/// Pulp replaces all labels at once.</summary>
internal static class OwnLabels
{
    /// <summary>The promotions of a distribution, newest first.</summary>
    public const string Promotions = "kayobe_modules_promotions";

    /// <summary>The user's labels.</summary>
    public static JsonNode? Without(JsonNode? labels)
    {
        if (labels is not JsonObject all || !all.ContainsKey(Promotions))
        {
            return labels;
        }

        var own = all.DeepClone().AsObject();
        _ = own.Remove(Promotions);
        return own;
    }

    /// <summary>The user's labels as wanted, with ours as they are.</summary>
    public static JsonNode? Kept(JsonNode? current, JsonNode? wanted)
    {
        var kept = wanted?.DeepClone();
        if ((current as JsonObject)?[Promotions] is { } ours && (kept ??= new JsonObject()) is JsonObject all)
        {
            all[Promotions] = ours.DeepClone();
        }

        return kept;
    }
}
