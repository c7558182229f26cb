// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace CiSandbox.GitLab;

/// <summary>The schedules of the project. Nothing of them is unique.</summary>
internal sealed class GitLabSchedules
{
    private static readonly string[] Settable = ["description", "ref", "cron", "cron_timezone", "active"];

    private readonly Dictionary<int, JsonObject> _all = [];
    private int _last;

    /// <summary>The list leaves the variables out.</summary>
    public IEnumerable<JsonNode> Shown => _all.Values.Select(each =>
    {
        var shown = each.DeepClone().AsObject();
        _ = shown.Remove("variables");
        _ = shown.Remove("last_pipeline");
        return (JsonNode)shown;
    });

    public GitLabAnswer Create(JsonObject body)
    {
        if (GitLabAnswer.Lacking(body, "description", "ref", "cron") is { } lacking)
        {
            return lacking;
        }

        var schedule = new JsonObject
        {
            ["id"] = _last + 1, ["description"] = null, ["ref"] = null, ["cron"] = null, ["cron_timezone"] = "UTC",
            ["next_run_at"] = "2026-12-01T02:00:00.000Z", ["active"] = true, ["created_at"] = "2026-01-02T03:04:05.000Z",
            ["updated_at"] = "2026-01-02T03:04:05.000Z", ["inputs"] = new JsonArray(), ["last_pipeline"] = null,
            ["variables"] = new JsonArray(),
        };
        if (Set(schedule, body) is { } refused)
        {
            return refused;
        }

        _all[++_last] = schedule;
        return new(201, schedule.DeepClone());
    }

    public GitLabAnswer One(int id, GitLabRequest request)
    {
        if (!_all.TryGetValue(id, out var schedule))
        {
            return GitLabAnswer.Refused(404, "404 Pipeline Schedule Not Found");
        }

        switch (request)
        {
            case { Method: "GET", Path.Length: 4 }:
                return new(200, schedule.DeepClone());
            case { Method: "PUT", Path.Length: 4 }:
                return Set(schedule, request.Body) ?? new(200, schedule.DeepClone());
            case { Method: "DELETE", Path.Length: 4 }:
                _ = _all.Remove(id);
                return new(204);
            case { Path: [_, _, _, _, "variables", ..] }:
                return Variable(schedule["variables"]!.AsArray(), request);
            default:
                return GitLabAnswer.NoRoute;
        }
    }

    private static GitLabAnswer Variable(JsonArray variables, GitLabRequest request)
    {
        var found = variables.OfType<JsonObject>().FirstOrDefault(each => $"{each["key"]}" == request.Path.ElementAtOrDefault(5));
        switch (request.Method, request.Path.Length, found)
        {
            case ("POST", 5, _):
                if (GitLabAnswer.Lacking(request.Body, "key", "value") is { } lacking)
                {
                    return lacking;
                }

                var made = new JsonObject
                {
                    ["key"] = $"{request.Body["key"]}", ["value"] = $"{request.Body["value"]}",
                    ["variable_type"] = "env_var", ["raw"] = false,
                };
                variables.Add((JsonNode?)made);
                return new(201, made.DeepClone());
            case (_, 6, null):
                return GitLabAnswer.Refused(404, "404 Pipeline Schedule Variable Not Found");
            case ("PUT", 6, { } there):
                there["value"] = $"{request.Body["value"]}";
                return new(200, there.DeepClone());
            case ("DELETE", 6, { } there):
                _ = variables.Remove(there);
                return new(202, there.DeepClone());
            default:
                return GitLabAnswer.NoRoute;
        }
    }

    private static GitLabAnswer? Set(JsonObject schedule, JsonObject body)
    {
        if (body["cron"] is { } cron && cron.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Length != 5)
        {
            return GitLabAnswer.Invalid("cron", "syntax is invalid");
        }

        foreach (var name in Settable.Where(body.ContainsKey))
        {
            schedule[name] = body[name]?.DeepClone();
        }

        if ($"{schedule["ref"]}" is var reference && !reference.StartsWith("refs/", StringComparison.Ordinal))
        {
            schedule["ref"] = $"refs/heads/{reference}";
        }

        return null;
    }
}
