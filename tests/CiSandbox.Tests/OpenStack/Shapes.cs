// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CiSandbox.Tests.OpenStack;

/// <summary>Two answers without their values.</summary>
internal static class Shapes
{
    /// <summary>Where fields or types differ; what is null on one side may be anything on the other.</summary>
    public static IEnumerable<string> Differences(JsonNode? recorded, JsonNode? ours, string at = "answer") => (recorded, ours) switch
    {
        (JsonObject left, JsonObject right) => OfFields(left, right, at),
        (JsonArray { Count: > 0 } left, JsonArray { Count: > 0 } right) => Differences(left[0], right[0], at + "[]"),
        (JsonArray left, JsonArray right) => left.Count == right.Count ? [] : [$"{at} has {right.Count} entries, not {left.Count}"],
        (null, _) or (_, null) => [],
        var (left, right) => Kind(left) == Kind(right) ? [] : [$"{at} is {Kind(right)}, not {Kind(left)}"],
    };

    private static IEnumerable<string> OfFields(JsonObject recorded, JsonObject ours, string at)
    {
        var (left, right) = (recorded.Select(pair => pair.Key).ToList(), ours.Select(pair => pair.Key).ToList());
        return left.Except(right).Select(key => $"{at} lacks {key}")
            .Concat(right.Except(left).Select(key => $"{at} has {key}"))
            .Concat(left.Intersect(right).SelectMany(key => Differences(recorded[key], ours[key], $"{at}.{key}")));
    }

    private static string Kind(JsonNode node) =>
        node.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? "bool" : node.GetValueKind().ToString();
}
