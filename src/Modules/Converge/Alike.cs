// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modules.Converge;

/// <summary>Whether two JSON values say the same: 30 and 30.0 do, and the order of keys does not matter.</summary>
internal static class Alike
{
    public static bool Are(JsonNode? one, JsonNode? other) => (one, other) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (JsonObject left, JsonObject right) =>
            left.Count == right.Count && left.All(pair => right.TryGetPropertyValue(pair.Key, out var value) && Are(pair.Value, value)),
        (JsonArray left, JsonArray right) => left.Count == right.Count && left.Zip(right).All(pair => Are(pair.First, pair.Second)),
        _ when one.GetValueKind() == JsonValueKind.Number && other.GetValueKind() == JsonValueKind.Number =>
            Number(one).Equals(Number(other)),
        _ => JsonNode.DeepEquals(one, other),
    };

    /// <summary>A JSON number, whatever type holds it.</summary>
    public static double Number(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
}
