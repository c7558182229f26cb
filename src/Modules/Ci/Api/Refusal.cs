// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;

namespace Modules.Ci.Api;

/// <summary>An answer that is no success; the <see cref="ModuleHost.ModuleException.Cause"/> of the failure that it is told in.</summary>
/// <param name="Method">How was asked.</param>
/// <param name="Url">What was asked.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Body">What it says; null where that is no JSON.</param>
/// <param name="Text">The same as it came: some servers answer in a plain sentence.</param>
internal sealed record Refusal(HttpMethod Method, Uri Url, HttpStatusCode Status, JsonNode? Body, string Text = "")
{
    /// <summary>The texts that servers say why in: a list <c>errors</c>, a <c>message</c> or an <c>error</c>, which may be an
    /// object of lists; or else the one field there is, which is the kind of the refusal and holds a <c>message</c>. What is no JSON
    /// is said as it stands.</summary>
    public string Said { get; } = Body is null ? OneLine(Text) : string.Join("; ", Texts(
        (Body as JsonObject)?["errors"] ?? (Body as JsonObject)?["message"] ?? (Body as JsonObject)?["error"] ?? Kind(Body), ""));

    /// <summary>Whether a text is part of what it says.</summary>
    public bool Says(string text) => Said.Contains(text, StringComparison.Ordinal);

    private static JsonObject? Kind(JsonNode? body) =>
        body is JsonObject { Count: 1 } map && map.First().Value is JsonObject kind && kind["message"] is JsonValue ? kind : null;

    private static IEnumerable<string> Texts(JsonNode? node, string name) => node switch
    {
        null => [],
        JsonArray list => list.SelectMany(each => Texts(each, name)),
        JsonObject { Count: > 0 } map when map["message"] is JsonValue text => Texts(text, name),
        JsonObject map => map.SelectMany(pair => Texts(pair.Value, pair.Key)),
        _ => [name.Length > 0 ? $"{name}: {OneLine(node.ToString())}" : OneLine(node.ToString())],
    };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
