// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModuleHost.Values;

/// <summary>JSON values as Python names and prints them, for the wording people grep for.</summary>
internal static class PythonValue
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

    /// <summary>Whether a number beyond JSON is somewhere in a value: <c>.inf</c>, <c>NaN</c>, <c>1e400</c>.</summary>
    public static JsonNode? NotFinite(JsonNode? value) => value switch
    {
        JsonObject map => map.Select(pair => NotFinite(pair.Value)).FirstOrDefault(each => each is not null),
        JsonArray list => list.Select(NotFinite).FirstOrDefault(each => each is not null),
        JsonValue number when number.GetValueKind() == JsonValueKind.Number && !IsWhole(number)
            && !double.IsFinite(PythonFloat.Of(number)) => number,
        _ => null,
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

    private static string Number(JsonNode value) => IsWhole(value)
        ? value.ToJsonString()
        : PythonFloat.Repr(PythonFloat.Of(value));

    private static string Quote(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var quoted = new StringBuilder().Append(quote);
        foreach (var letter in text.EnumerateRunes())
        {
            _ = letter.Value switch
            {
                '\\' => quoted.Append(@"\\"),
                '\n' => quoted.Append(@"\n"),
                '\r' => quoted.Append(@"\r"),
                '\t' => quoted.Append(@"\t"),
                var code when code == quote => quoted.Append('\\').Append(quote),
                var code when IsPrintable(letter) => quoted.Append(letter.ToString()),
                < 0x100 and var code => quoted.Append(CultureInfo.InvariantCulture, $@"\x{code:x2}"),
                < 0x10000 and var code => quoted.Append(CultureInfo.InvariantCulture, $@"\u{code:x4}"),
                var code => quoted.Append(CultureInfo.InvariantCulture, $@"\U{code:x8}"),
            };
        }

        return quoted.Append(quote).ToString();
    }

    private static bool IsPrintable(Rune letter) => letter.Value == ' ' || Rune.GetUnicodeCategory(letter) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator);
}
