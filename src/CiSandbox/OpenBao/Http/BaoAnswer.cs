// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace CiSandbox.OpenBao.Http;

/// <summary>An answer before it is written.</summary>
internal sealed record BaoAnswer(int Status)
{
    /// <summary>Success without content.</summary>
    public static readonly BaoAnswer Nothing = new(204);

    /// <summary>A body without the envelope; null for an envelope.</summary>
    public JsonNode? Plain { get; init; }

    /// <summary>The envelope's data.</summary>
    public JsonNode? Data { get; init; }

    /// <summary>What a login or a new token says.</summary>
    public JsonObject? Auth { get; init; }

    /// <summary>The data's fields stand at the top too.</summary>
    public bool Doubled { get; init; }

    /// <summary>Headers of its own.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public int LeaseDuration { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>A text or bytes in place of JSON.</summary>
    public byte[]? Raw { get; init; }

    /// <summary>The type of <see cref="Raw"/>.</summary>
    public string ContentType { get; init; } = "application/json";

    public static BaoAnswer Of(JsonNode? data, params IReadOnlyList<string> warnings) => new(200) { Data = data, Warnings = warnings };

    /// <summary>The body; null for none.</summary>
    public JsonNode? Body()
    {
        if (Status == 204 || Plain is not null)
        {
            return Plain?.DeepClone();
        }

        var body = new JsonObject
        {
            ["request_id"] = Guid.NewGuid().ToString(),
            ["lease_id"] = "",
            ["renewable"] = false,
            ["lease_duration"] = LeaseDuration,
            ["data"] = Data?.DeepClone(),
            ["wrap_info"] = null,
            ["warnings"] = Warnings.Count == 0 ? null : new JsonArray([.. Warnings.Select(each => (JsonNode?)each)]),
            ["auth"] = Auth?.DeepClone(),
        };
        if (Doubled && Data is JsonObject fields)
        {
            foreach (var (name, value) in fields)
            {
                body.TryAdd(name, value?.DeepClone());
            }
        }

        return body;
    }
}
