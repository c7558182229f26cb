// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;

namespace Modules.Tests.Golden;

/// <summary>A request's body as the recordings write it: JSON as data, forms by part.</summary>
internal static class Multipart
{
    private const int ShortEnoughToShow = 200;

    public static JsonNode? Read(string? contentType, byte[] body) =>
        body.Length == 0 ? null
        : contentType?.StartsWith(
            "multipart/", StringComparison.Ordinal) == true ? new JsonObject { ["_multipart"] = Parts(contentType, body) }
        : contentType?.StartsWith(
            "application/x-www-form-urlencoded",
            StringComparison.Ordinal) == true ? new JsonObject { ["_form"] = Form(Encoding.UTF8.GetString(body)) }
        : JsonNode.Parse(body);

    /// <summary>What of a recorded part is compared: not its content where it was too long to be recorded as text.</summary>
    public static JsonNode? Comparable(JsonNode? body) => body?["_multipart"] is not JsonArray parts ? body : new JsonObject
    {
        ["_multipart"] = new JsonArray([.. parts.Select(part => (JsonNode?)new JsonObject
        {
            ["name"] = part!["name"]?.DeepClone(),
            ["filename"] = part["filename"]?.DeepClone(),
            ["size"] = part["size"]?.DeepClone(),
            ["text"] = (int)part["size"]! < ShortEnoughToShow ? part["text"]?.DeepClone() : null,
        })]),
    };

    private static JsonArray Form(string body) => new([.. body.Split('&').Select(pair => pair.Split('='))
        .Select(pair => (JsonNode?)new JsonArray(HttpUtility.UrlDecode(pair[0]), HttpUtility.UrlDecode(pair[1])))]);

    private static JsonArray Parts(string contentType, byte[] body)
    {
        // Latin-1 keeps every byte as one character.
        var text = Encoding.Latin1.GetString(body);
        var boundary = MediaTypeHeaderValue.Parse(contentType).Parameters
            .Single(parameter => parameter.Name == "boundary").Value!
            .Trim('"');
        return new([.. text.Split("--" + boundary).Skip(1).SkipLast(1).Select(part => (JsonNode?)Part(part))]);
    }

    private static JsonObject Part(string part)
    {
        var end = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var disposition = part[..end].Split("\r\n")
            .Single(line => line.StartsWith("Content-Disposition:", StringComparison.OrdinalIgnoreCase));
        var parsed = ContentDispositionHeaderValue.Parse(disposition[(disposition.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
        var content = part[(end + 4)..^2];
        return new JsonObject
        {
            ["name"] = parsed.Name!.Trim('"'),
            ["filename"] = parsed.FileName?.Trim('"'),
            ["size"] = content.Length,
            ["text"] = content.Any(letter => letter > 126) ? null : content.ToString(CultureInfo.InvariantCulture),
        };
    }
}
