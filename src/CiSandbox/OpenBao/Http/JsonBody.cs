// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CiSandbox.OpenBao.Http;

/// <summary>A body, read as leniently as Go reads it: content types do not matter, doubled keys are taken, what follows is not looked
/// at.</summary>
internal static class JsonBody
{
    private const int MostStrings = 1000;
    private const string Refused = "failed to decode JSON input: ";

    /// <param name="body">As sent.</param>
    /// <param name="type">The Go type that messages name.</param>
    public static JsonObject Parse(byte[] body, string type = "map[string]interface {}")
    {
        var text = Encoding.UTF8.GetString(body);
        if (text.AsSpan().Trim().IsEmpty)
        {
            return [];
        }

        if (text[0] == '\ufeff' || (body[0] > 127 && !char.IsWhiteSpace(text[0])) || body[0] == 0x1f)
        {
            var shown = text[0] == '\ufeff' ? "\\ufeff" : $"\\x{body[0]:x2}";
            throw new BaoException(400, $"{Refused}invalid character '{shown}' looking for beginning of value");
        }

        var (node, rest, strings) = ReadFirst(body, text);
        if (strings > MostStrings)
        {
            throw new BaoException(400, "refused JSON input due to high complexity: exceeded maximum number of strings");
        }

        if (rest is { Length: > 0 } && rest[0] is not ('{' or '[' or '"'))
        {
            throw new BaoException(400, $"{Refused}invalid character '{rest[0]}' looking for beginning of value");
        }

        return node switch
        {
            null => [],
            JsonObject map => map,
            _ => throw new BaoException(400, $"{Refused}json: cannot unmarshal {Kind(node)} into Go value of type {type}"),
        };
    }

    /// <summary>What Go calls a value's type.</summary>
    public static string Kind(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        _ => "bool",
    };

    private static (JsonNode? Node, string Left, int Strings) ReadFirst(byte[] body, string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions
        {
            AllowMultipleValues = true,
            MaxDepth = 100_000,
        });
        var strings = 0;
        try
        {
            _ = reader.Read();
            var depth = 0;
            do
            {
                strings += reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 1 : 0;
                depth += reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1
                    : reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray ? -1 : 0;
            }
            while (depth > 0 && reader.Read());

            if (depth > 0)
            {
                throw new BaoException(400, $"{Refused}unexpected EOF");
            }

            var end = (int)reader.BytesConsumed;
            var bytes = Encoding.UTF8.GetBytes(text);
            using var document = JsonDocument.Parse(bytes.AsMemory(0, end), new JsonDocumentOptions { MaxDepth = 100_000 });
            return (Node(document.RootElement), Encoding.UTF8.GetString(bytes, end, bytes.Length - end).TrimStart(), strings);
        }
        catch (JsonException failure)
        {
            if (strings > MostStrings)
            {
                return (null, "", strings);
            }

            var at = Math.Min(body.Length, (int)reader.BytesConsumed);
            while (at < body.Length && char.IsWhiteSpace((char)body[at]))
            {
                at++;
            }

            var left = failure.BytePositionInLine is { } position && failure.LineNumber == 0 ? (int)position : at;
            throw new BaoException(400, left < body.Length && !failure.Message.Contains("end of data", StringComparison.Ordinal)
                ? $"{Refused}invalid character '{Shown(text, left)}' looking for beginning of value"
                : $"{Refused}unexpected EOF");
        }
    }

    private static string Shown(string text, int at) => at < text.Length ? text[at] == '\'' ? "\\'" : $"{text[at]}" : "?";

    /// <summary>Of doubled names the last counts, and numbers keep their spelling.</summary>
    private static JsonNode? Node(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new JsonObject();
                foreach (var property in element.EnumerateObject())
                {
                    map[property.Name] = Node(property.Value);
                }

                return map;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Node)]);
            case JsonValueKind.Null:
                return null;
            default:
                return JsonValue.Create(element.Clone());
        }
    }
}
