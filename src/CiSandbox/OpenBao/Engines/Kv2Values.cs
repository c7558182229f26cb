// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CiSandbox.OpenBao.Engines;

/// <summary>What happens to the values of a secret on their way in and out.</summary>
internal static class Kv2Values
{
    /// <summary>The keys at each depth, without their values.</summary>
    public static JsonObject? Emptied(JsonNode? data) => data is JsonObject map
        ? new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)(pair.Value is JsonObject { Count: > 0 }
            ? Emptied(pair.Value) : null))))
        : null;

    /// <summary>A patch as RFC 7396 says: what is null goes.</summary>
    public static JsonObject Merged(JsonObject before, JsonObject patch)
    {
        var merged = before.DeepClone().AsObject();
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    _ = merged.Remove(name);
                    break;
                case JsonObject map:
                    merged[name] = Merged(merged[name] as JsonObject ?? [], map);
                    break;
                default:
                    merged[name] = value.DeepClone();
                    break;
            }
        }

        return merged;
    }

    /// <summary>Numbers pass through a double, and come back in its shortest spelling.</summary>
    public static JsonNode? Floats(JsonNode? node) => node switch
    {
        null => null,
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Floats(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Floats)]),
        _ when node.GetValueKind() == JsonValueKind.Number =>
            JsonNode.Parse(Spelled(double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture))),
        _ => node.DeepClone(),
    };

    private static string Spelled(double number)
    {
        var size = Math.Abs(number);
        return size != 0 && (size < 1e-6 || size >= 1e21)
            ? number.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal)
            : ((decimal)number).ToString(CultureInfo.InvariantCulture) is var text
                && double.Parse(text, CultureInfo.InvariantCulture) == number
                ? text
                : number.ToString("R", CultureInfo.InvariantCulture);
    }
}
