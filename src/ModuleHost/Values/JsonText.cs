using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModuleHost.Values;

/// <summary>Reads JSON at once and whole: <see cref="JsonNode.Parse(string, JsonNodeOptions?, JsonDocumentOptions)"/> would
/// complain of a broken string or a name given twice only when somebody looks at it, far from here.</summary>
internal static class JsonText
{
    /// <summary>Deeper than anybody writes; what is read, wrapped up once more and printed must not end the stack.</summary>
    private const int Depth = 400;

    /// <param name="json">The text.</param>
    /// <param name="repeats">A name given twice has its last value, as in Python; else it is refused.</param>
    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="FormatException">JSON that says nothing: half a character, a name twice.</exception>
    public static JsonNode? Parse(string json, bool repeats = false)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Depth });
        try
        {
            return Node(document.RootElement, repeats, []);
        }
        catch (InvalidOperationException)
        {
            throw new FormatException(@"half of a character (a lone surrogate such as \ud800) is no text");
        }
    }

    /// <param name="element">What was read.</param>
    /// <param name="repeats">See <see cref="Parse"/>.</param>
    /// <param name="texts">Those met so far: ten thousand items of a list share their names and most of their values.</param>
    private static JsonNode? Node(JsonElement element, bool repeats, HashSet<string> texts)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new JsonObject();
                foreach (var property in element.EnumerateObject())
                {
                    var name = Shared(property.Name, texts);
                    if (!repeats && map.ContainsKey(name))
                    {
                        throw new FormatException($"'{name}' is given twice");
                    }

                    map[name] = Node(property.Value, repeats, texts);
                }

                return map;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(each => Node(each, repeats, texts))]);
            case JsonValueKind.String:
                return JsonValue.Create(Shared(element.GetString()!, texts));
            case JsonValueKind.Null:
                return null;
            default:
                return JsonValue.Create(element.Clone());
        }
    }

    private static string Shared(string text, HashSet<string> texts)
    {
        if (texts.Add(text))
        {
            return text;
        }

        _ = texts.TryGetValue(text, out var same);
        return same!;
    }
}
