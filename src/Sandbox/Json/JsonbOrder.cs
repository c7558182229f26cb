// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Sandbox.Json;

/// <summary>PostgreSQL's jsonb keeps keys by length, then by bytes; what went through it comes back in that order.</summary>
internal static class JsonbOrder
{
    public static JsonNode? Of(JsonNode? value) => value switch
    {
        JsonObject fields => new JsonObject(fields
            .OrderBy(field => field.Key.Length)
            .ThenBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, Of(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Of)]),
        null => null,
        _ => value.DeepClone(),
    };
}
