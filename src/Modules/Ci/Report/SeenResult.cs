// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Ci.Report;

/// <summary>What a task left behind, as Ansible registers it.</summary>
/// <param name="fields">All of it; null where the task was never reached.</param>
internal sealed class SeenResult(JsonObject? fields)
{
    /// <summary>The results of a task with a loop; the one result of another.</summary>
    public IReadOnlyList<SeenResult> Each => fields?["results"] is JsonArray list
        ? [.. list.OfType<JsonObject>().Select(each => new SeenResult(each))]
        : [this];

    /// <summary>Whether the task was not run, or its host did not answer: then nothing can be told.</summary>
    public bool IsMissing => fields is null || Is("skipped") || Is("unreachable");

    /// <summary>Whether it failed.</summary>
    public bool Failed => Is("failed");

    /// <summary>Whether a server refused it: it answered, so the fault lies in what it was asked, or with which login.</summary>
    public bool Refused => (int?)(fields?["http"] as JsonObject)?["status"] is >= 400 and < 500 and not 429;

    /// <summary>Whether something was or would be changed.</summary>
    public bool Changed => Is("changed");

    /// <summary>What it said.</summary>
    public string Said => fields?["msg"]?.ToString().TrimEnd('.') is { Length: > 0 } said ? said : "nothing was said";

    /// <summary>What the loop was at.</summary>
    public string LoopItem => fields?["item"] switch
    {
        JsonObject item => $"{item["name"] ?? item["key"] ?? item["path"]}",
        { } item => item.ToString(),
        null => "",
    };

    /// <summary>One of the module's own keys.</summary>
    public JsonNode? this[string key] => fields?[key];

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(string key) => [.. (fields?[key] as JsonArray ?? []).Select(each => $"{each}")];

    private bool Is(string key) => fields?[key] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}
