// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace CiSandbox.GitLab;

/// <summary>What a request is answered with.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">Null for none.</param>
internal sealed record GitLabAnswer(int Status, JsonNode? Body = null)
{
    /// <summary>What no route leads to.</summary>
    public static GitLabAnswer NoRoute => new(404, new JsonObject { ["error"] = "404 Not Found" });

    /// <summary>Headers beside the usual ones.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>A text that is no JSON, in the place of the body.</summary>
    public string? Text { get; init; }

    /// <summary>A refusal as GitLab words most of them.</summary>
    public static GitLabAnswer Refused(int status, string message) => new(status, new JsonObject { ["message"] = message });

    /// <summary>A refusal of a field's value.</summary>
    public static GitLabAnswer Invalid(string field, string message) =>
        new(400, new JsonObject { ["message"] = new JsonObject { [field] = new JsonArray(message) } });

    /// <summary>A refusal of what the request lacks.</summary>
    public static GitLabAnswer Missing(string error) => new(400, new JsonObject { ["error"] = error });

    /// <summary>A refusal of all fields that a request lacks; null where it has them.</summary>
    public static GitLabAnswer? Lacking(JsonObject body, params IEnumerable<string> names)
    {
        string[] missing = [.. names.Where(name => body[name] is null).Select(name => $"{name} is missing")];
        return missing.Length > 0 ? Missing(string.Join(", ", missing)) : null;
    }
}
