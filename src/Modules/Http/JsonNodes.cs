// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Refit;

namespace Modules.Http;

/// <summary>Bodies that are data to us: JSON in and out as nodes, without a type for each of a server's objects.</summary>
internal sealed partial class JsonNodes : IHttpContentSerializer
{
    /// <summary>For all interfaces whose bodies are nodes.</summary>
    public static readonly RefitSettings Settings = new(new JsonNodes());

    /// <summary>A name that comes twice would be noticed when the object is looked into, far from here.</summary>
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>A body; none for null.</summary>
    public static StringContent? Content(JsonObject? body) =>
        body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");

    /// <summary>A text of an object; null where it has none of that name, or is no object.</summary>
    public static string? Text(JsonNode? node, string name) => ((node as JsonObject)?[name] as JsonValue)?.ToString();

    /// <summary>A number of an object; null where it has none of that name, or is no object.</summary>
    public static long? Number(JsonNode? node, string name) =>
        long.TryParse(Text(node, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Yes or no of an object; null where it has neither of that name, or is no object.</summary>
    public static bool? Flag(JsonNode? node, string name) => Text(node, name) switch { "true" => true, "false" => false, _ => null };

    /// <summary>An object of an object; null where it has none of that name, or is no object.</summary>
    public static JsonObject? Map(JsonNode? node, string name) => (node as JsonObject)?[name] as JsonObject;

    /// <summary>
    /// The JSON of a body, or null where it has none. What is no text, in whichever encoding, is replaced: nodes would fail
    /// only when the text is looked at.
    /// </summary>
    public static JsonNode? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return body.Length == 0 ? null : Utf8.IsValid(body) && body.IndexOf("\\ud"u8) < 0 && body.IndexOf("\\uD"u8) < 0
                ? JsonNode.Parse(body, documentOptions: Strict)
                : JsonNode.Parse(HalfCharacter().Replace(Encoding.UTF8.GetString(body), "\\ufffd"), documentOptions: Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public HttpContent ToHttpContent<T>(T item) =>
        Content(item as JsonObject) ?? throw new InvalidOperationException("A body without an object is another method of the interface.");

    public async Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default)
    {
        var body = await content.ReadAsByteArrayAsync(cancellationToken);
        return body.Length == 0 ? default
            : Parse(body) is T node ? node
            : throw new NotJsonException(Encoding.UTF8.GetString(body));
    }

    /// <summary>Half of a pair of escapes, without the other half.</summary>
    [GeneratedRegex(
        @"(?<=(?<!\\)(?:\\\\)*)(?:\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
            + @"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})")]
    private static partial Regex HalfCharacter();

    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => propertyInfo.Name;
}
