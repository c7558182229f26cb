// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modules.Rules;

/// <summary>Options that hold any JSON, of which Pulp takes one kind.</summary>
internal static class JsonRules
{
    /// <summary>Pulp names Python's type of what it was given.</summary>
    public static string? List(JsonNode value) =>
        value is JsonArray ? null : $"Expected a list of items but got type \"{PythonType(value)}\".";

    private static string PythonType(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => "dict",
        JsonValueKind.String => "str",
        JsonValueKind.True or JsonValueKind.False => "bool",
        _ => value.ToJsonString().AsSpan().IndexOfAny(".eE") < 0 ? "int" : "float",
    };
}
