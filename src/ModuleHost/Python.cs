using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModuleHost;

/// <summary>JSON values as Python names and prints them, for the wording people grep for.</summary>
internal static class Python
{
    public static string TypeOf(JsonNode? value) => "<class '" + Kind(value) + "'>";

    /// <summary>What <c>str()</c> makes of a value.</summary>
    public static string Text(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : Repr(value);

    /// <summary>What <c>repr()</c> makes of a value.</summary>
    public static string Repr(JsonNode? value) => value switch
    {
        null => "None",
        JsonArray list => "[" + string.Join(", ", list.Select(Repr)) + "]",
        JsonObject map => "{" + string.Join(", ", map.Select(pair => Quote(pair.Key) + ": " + Repr(pair.Value))) + "}",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            JsonValueKind.String => Quote(value.GetValue<string>()),
            _ => Number(value),
        },
    };

    /// <summary>Whether a number is an <c>int</c> to Python: written without point or exponent.</summary>
    public static bool IsWhole(JsonNode value) => value.ToJsonString().AsSpan().IndexOfAny('.', 'e', 'E') < 0;

    private static string Kind(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => "str",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Array => "list",
        JsonValueKind.Object => "dict",
        JsonValueKind.Number => IsWhole(value) ? "int" : "float",
        _ => "NoneType",
    };

    private static string Number(JsonNode value)
    {
        if (IsWhole(value))
        {
            return value.ToJsonString();
        }

        var number = double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) ? text.Replace("E", "e", StringComparison.Ordinal)
            : text.Contains('.', StringComparison.Ordinal) ? text
            : text + ".0";
    }

    private static string Quote(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var quoted = new StringBuilder().Append(quote);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '\\' => quoted.Append(@"\\"),
                '\n' => quoted.Append(@"\n"),
                '\r' => quoted.Append(@"\r"),
                '\t' => quoted.Append(@"\t"),
                _ when letter == quote => quoted.Append('\\').Append(letter),
                _ => quoted.Append(letter),
            };
        }

        return quoted.Append(quote).ToString();
    }
}
