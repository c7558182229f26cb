// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost.Secrets;
using ModuleHost.Validation;

namespace ModuleHost.Execution;

/// <summary>The one JSON object a module prints.</summary>
internal static class Answer
{
    public static JsonObject Success(ModuleResult result)
    {
        var answer = new JsonObject { ["changed"] = result.Changed };
        Merge(answer, result.Values);
        if (result.Difference is { } difference)
        {
            answer["diff"] = Shown(difference);
        }
        else if (result.Differences is { Count: > 0 } differences)
        {
            answer["diff"] = new JsonArray([.. differences.Select(each => (JsonNode?)Shown(each))]);
        }

        return answer;
    }

    private static JsonObject Shown(Difference difference)
    {
        var shown = new JsonObject { ["before"] = difference.Before?.DeepClone(), ["after"] = difference.After?.DeepClone() };
        if (difference.Of is { } file)
        {
            (shown["before_header"], shown["after_header"]) = (file, file);
        }

        return shown;
    }

    public static JsonObject Failure(string message, bool changed = false, JsonObject? details = null)
    {
        var answer = new JsonObject { ["changed"] = changed, ["failed"] = true, ["msg"] = message };
        Merge(answer, details ?? []);
        return answer;
    }

    public static JsonObject NoCheckMode(string name) => new()
    {
        ["changed"] = false,
        ["skipped"] = true,
        ["msg"] = $"remote module ({name}) does not support check mode",
    };

    public static bool Failed(JsonObject answer) => answer["failed"] is JsonValue failed && failed.GetValueKind() == JsonValueKind.True;

    /// <param name="answer">What is said.</param>
    /// <param name="redactor">Knows the secrets.</param>
    /// <param name="spec">The arguments that are shown; null for none.</param>
    /// <param name="arguments">Their values.</param>
    public static string Print(JsonObject answer, Redactor redactor, ArgumentSpec? spec = null, JsonObject? arguments = null) =>
        RedactedJson.Text(writer => Write(writer, answer, redactor, spec, arguments));

    private static void Write(Utf8JsonWriter writer, JsonObject answer, Redactor redactor, ArgumentSpec? spec, JsonObject? arguments)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in answer)
        {
            writer.WritePropertyName(name);
            redactor.Write(writer, value);
        }

        if (spec is not null && arguments is not null)
        {
            writer.WriteStartObject("invocation");
            writer.WritePropertyName("module_args");
            redactor.Write(writer, spec, arguments);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Moves the values: nobody needs them where they were.</summary>
    private static void Merge(JsonObject answer, JsonObject values)
    {
        var pairs = values.ToList();
        values.Clear();
        foreach (var (name, value) in pairs)
        {
            answer[name] = value;
        }
    }
}
