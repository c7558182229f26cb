using System.Text.Json.Nodes;

namespace CiSandbox.GitLab;

/// <summary>What a request is answered with.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">Null for none.</param>
internal sealed record GitLabAnswer(int Status, JsonNode? Body = null)
{
    /// <summary>A refusal as GitLab words most of them.</summary>
    public static GitLabAnswer Refused(int status, string message) => new(status, new JsonObject { ["message"] = message });

    /// <summary>A refusal of a field's value.</summary>
    public static GitLabAnswer Invalid(string field, string message) =>
        new(400, new JsonObject { ["message"] = new JsonObject { [field] = new JsonArray(message) } });

    /// <summary>A refusal of what the request lacks.</summary>
    public static GitLabAnswer Missing(string error) => new(400, new JsonObject { ["error"] = error });
}
