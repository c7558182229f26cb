// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ModuleHost.Values;

/// <summary>Reads JSON at once and whole: <see cref="JsonNode.Parse(string, JsonNodeOptions?, JsonDocumentOptions)"/> would
/// complain of a broken string or a name given twice only when somebody looks at it, far from here.</summary>
internal static partial class JsonText
{
    /// <summary>Deeper than anybody writes; what is read, wrapped up once more and printed must not end the stack.</summary>
    private const int Depth = 400;

    /// <summary>A name given twice has its last value, as in Python, where the keys <c>1</c> and <c>"1"</c> are two.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="FormatException">JSON that says nothing: half a character.</exception>
    public static JsonNode? Parse(string json)
    {
        using var document = Read(json);
        try
        {
            return Node(document.RootElement, []);
        }
        catch (InvalidOperationException)
        {
            throw new FormatException(@"half of a character (a lone surrogate such as \ud800) is no text");
        }
    }

    /// <summary>Python writes <c>Infinity</c> and <c>NaN</c>, which are no JSON: as numbers, they are refused where they stand.</summary>
    private static JsonDocument Read(string json)
    {
        var options = new JsonDocumentOptions { MaxDepth = Depth };
        try
        {
            return JsonDocument.Parse(json, options);
        }
        catch (JsonException) when (BeyondJson().IsMatch(json))
        {
            return JsonDocument.Parse(BeyondJson().Replace(json, match => match.Value switch
            {
                "Infinity" => "1e9999",
                "-Infinity" => "-1e9999",
                "NaN" => PythonFloat.NotANumber,
                var text => text,
            }), options);
        }
    }

    [GeneratedRegex(@"""(?>(?:[^""\\]|\\.)*)""|-?Infinity|NaN", RegexOptions.Singleline)]
    private static partial Regex BeyondJson();

    /// <param name="element">What was read.</param>
    /// <param name="texts">Those met so far: ten thousand items of a list share their names and most of their values.</param>
    private static JsonNode? Node(JsonElement element, HashSet<string> texts)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var map = new JsonObject();
                foreach (var property in element.EnumerateObject())
                {
                    var name = Shared(property.Name, texts);
                    map[name] = Node(property.Value, texts);
                }

                return map;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(each => Node(each, texts))]);
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
