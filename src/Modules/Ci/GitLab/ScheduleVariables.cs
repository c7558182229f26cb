// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Ci.GitLab;

/// <summary>The variables of a schedule, which are told with it and written one by one.</summary>
/// <param name="gitlab">GitLab.</param>
/// <param name="project">The project.</param>
/// <param name="id">The schedule; null where check mode foresees one.</param>
/// <param name="found">The schedule as it is; null for a new one.</param>
internal sealed class ScheduleVariables(GitLabApi gitlab, string project, string? id, JsonObject? found)
{
    private readonly Dictionary<string, string> _found = (found?["variables"] as JsonArray ?? []).OfType<JsonObject>()
        .ToDictionary(each => $"{each["key"]}", each => $"{each["value"]}");

    /// <summary>Whether one was or would be written.</summary>
    public bool Changed { get; private set; }

    /// <summary>Those that are wanted and no others; all stay where none are given.</summary>
    public async Task ConvergeAsync(JsonObject? wanted, CancellationToken ct)
    {
        foreach (var (key, value) in wanted ?? [])
        {
            if (!_found.TryGetValue(key, out var there))
            {
                await WriteAsync($"create the variable {key}", (asked, stop) => asked.CreateScheduleVariableAsync(
                    project, id!, new JsonObject { ["key"] = key, ["value"] = $"{value}" }, stop), ct);
            }
            else if (there != $"{value}")
            {
                await WriteAsync($"change the variable {key}", (asked, stop) => asked.ChangeScheduleVariableAsync(
                    project, id!, key, new JsonObject { ["value"] = $"{value}" }, stop), ct);
            }
        }

        foreach (var key in wanted is null ? [] : _found.Keys.Where(key => !wanted.ContainsKey(key)).ToList())
        {
            Changed = true;
            await gitlab.DeleteAsync(
                $"delete the variable {key}", (asked, stop) => asked.DeleteScheduleVariableAsync(project, id!, key, stop), ct);
        }
    }

    /// <summary>The names that there are afterwards.</summary>
    public JsonArray Names(JsonObject? wanted) =>
        new([.. (wanted?.Select(each => each.Key) ?? _found.Keys).Select(key => (JsonNode?)key)]);

    private async Task WriteAsync(string what, GitLabCall call, CancellationToken ct)
    {
        Changed = true;
        _ = await gitlab.WriteAsync(what, call, ct);
    }
}
