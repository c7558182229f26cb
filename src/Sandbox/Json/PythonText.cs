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

    public static string Show(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.String => value.GetValue<string>(),
        _ => value.ToJsonString().Replace('"', '\''),
    };
}
