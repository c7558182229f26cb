using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModuleHost;

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
            return Node(document.RootElement, repeats);
        }
        catch (InvalidOperationException)
        {
            throw new FormatException(@"half of a character (a lone surrogate such as \ud800) is no text");
        }
    }

    private static JsonNode? Node(JsonElement element, bool repeats)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new JsonObject();
                foreach (var property in element.EnumerateObject())
                {
                    if (!repeats && map.ContainsKey(property.Name))
                    {
                        throw new FormatException($"'{property.Name}' is given twice");
                    }

                    map[property.Name] = Node(property.Value, repeats);
                }

                return map;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(each => Node(each, repeats))]);
            case JsonValueKind.String:
                return JsonValue.Create(element.GetString());
            case JsonValueKind.Null:
                return null;
            default:
                return JsonValue.Create(element.Clone());
        }
    }
}
