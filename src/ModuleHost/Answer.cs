using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ModuleHost;

/// <summary>The one JSON object a module prints.</summary>
internal static class Answer
{
    private static readonly JsonWriterOptions Writing = new()
    {
        // Ansible reads UTF-8, people read letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static JsonObject Success(ModuleResult result)
    {
        var answer = new JsonObject { ["changed"] = result.Changed };
        Merge(answer, result.Values);
        if (result.Difference is { } difference)
        {
            answer["diff"] = new JsonObject { ["before"] = difference.Before?.DeepClone(), ["after"] = difference.After?.DeepClone() };
        }

        return answer;
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

    public static string Print(JsonObject answer)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Writing))
        {
            answer.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Merge(JsonObject answer, JsonObject values)
    {
        foreach (var (name, value) in values)
        {
            answer[name] = value?.DeepClone();
        }
    }
}
