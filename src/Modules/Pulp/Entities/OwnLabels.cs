// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Pulp.Entities;

/// <summary>Labels that we keep on objects for ourselves, beside the user's: neither shown, nor compared, nor removed when those change.
/// Pulp replaces all labels at once.</summary>
internal static class OwnLabels
{
    /// <summary>The promotions of a distribution, newest first.</summary>
    public const string Promotions = "kayobe_modules_promotions";

    /// <summary>Keyed digests of the secrets of a remote.</summary>
    public const string Secrets = "kayobe_modules_secrets";

    private static readonly IReadOnlyList<string> All = [Promotions, Secrets];

    /// <summary>The user's labels.</summary>
    public static JsonNode? Without(JsonNode? labels)
    {
        if (labels is not JsonObject all || !All.Any(all.ContainsKey))
        {
            return labels;
        }

        var own = all.DeepClone().AsObject();
        foreach (var name in All)
        {
            _ = own.Remove(name);
        }

        return own;
    }

    /// <summary>The user's labels as wanted, with ours as they are.</summary>
    public static JsonNode? Kept(JsonNode? current, JsonNode? wanted)
    {
        var kept = wanted?.DeepClone();
        foreach (var name in All)
        {
            if ((current as JsonObject)?[name] is { } ours && (kept ??= new JsonObject()) is JsonObject all)
            {
                all[name] = ours.DeepClone();
            }
        }

        return kept;
    }

    /// <summary>Labels with one of ours; without it where it has nothing to say.</summary>
    public static JsonObject With(JsonNode? labels, string name, string text)
    {
        var all = labels?.DeepClone() as JsonObject ?? [];
        _ = all.Remove(name);
        if (text.Length > 0)
        {
            all[name] = text;
        }

        return all;
    }
}
