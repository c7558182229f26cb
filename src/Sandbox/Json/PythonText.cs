// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sandbox.Json;

/// <summary>JSON values as Python names and prints them, for error messages.</summary>
internal static class PythonText
{
    public static string TypeOf(JsonNode? value) => value switch
    {
        null => "NoneType",
        JsonArray => "list",
        JsonObject => "dict",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.String => "str",
            JsonValueKind.True or JsonValueKind.False => "bool",
            _ => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "float" : "int",
        },
    };

    /// <summary>As str() does: a text is itself, but inside of a list or dictionary it is quoted.</summary>
    public static string Show(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : Quoted(value);

    /// <summary>As repr() does.</summary>
    public static string Quoted(JsonNode? value) => value switch
    {
        null => "None",
        JsonArray items => $"[{string.Join(", ", items.Select(Quoted))}]",
        JsonObject fields => $"{{{string.Join(", ", fields.Select(field => $"{Quoted(field.Key)}: {Quoted(field.Value)}"))}}}",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            JsonValueKind.String => Quoted(value.GetValue<string>()),
            _ => value.ToJsonString(),
        },
    };

    private static string Quoted(string text)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal);

        return escaped.Contains('\'', StringComparison.Ordinal) && !escaped.Contains('"', StringComparison.Ordinal)
            ? $"\"{escaped}\""
            : $"'{escaped.Replace("'", "\\'", StringComparison.Ordinal)}'";
    }
}
