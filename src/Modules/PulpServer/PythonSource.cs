// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modules.PulpServer;

/// <summary>Values as Python's source text has them.</summary>
internal static class PythonSource
{
    public static string Of(JsonNode? value) => value switch
    {
        null => "None",
        JsonArray list => $"[{string.Join(", ", list.Select(Of))}]",
        JsonObject mapping => $"{{{string.Join(", ", mapping.Select(pair => $"{Quoted(pair.Key)}: {Of(pair.Value)}"))}}}",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            JsonValueKind.Number => value.ToJsonString(),
            _ => Quoted(value.GetValue<string>()),
        },
    };

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' or '\\' => quoted.Append('\\').Append(letter),
                '\n' => quoted.Append("\\n"),
                _ when char.IsControl(letter) => quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)letter:x2}"),
                _ => quoted.Append(letter),
            };
        }

        return quoted.Append('"').ToString();
    }
}
