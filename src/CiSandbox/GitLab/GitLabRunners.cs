// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace CiSandbox.GitLab;

/// <summary>The runners of the project, its group and the server.</summary>
/// <param name="project">The project's number.</param>
/// <param name="group">The group's.</param>
internal sealed class GitLabRunners(int project, int group)
{
    private static readonly string[] Listed =
        ["id", "description", "active", "paused", "is_shared", "runner_type", "name", "online", "status"];

    private readonly Dictionary<int, (JsonObject Runner, string Token)> _all = [];
    private int _last;

    /// <summary>The list leaves out what only the single runner shows.</summary>
    public IEnumerable<JsonNode> Shown(string? type) => _all.Values.Where(each => type is null || $"{each.Runner["runner_type"]}" == type)
        .Select(each => (JsonNode)new JsonObject(Listed.Select(name => KeyValuePair.Create(name, each.Runner[name]?.DeepClone()))));

    /// <summary>What a runner does that asks for jobs, or one that has gone away; for tests.</summary>
    public void Contact(string description, bool online)
    {
        foreach (var runner in _all.Values.Select(each => each.Runner).Where(runner => $"{runner["description"]}" == description))
        {
            (runner["online"], runner["status"]) = (online, online ? "online" : "offline");
        }
    }

    /// <summary>A runner asks for a job, of which there is none; from then on it is online.</summary>
    public GitLabAnswer AskForJobs(JsonObject body)
    {
        if (_all.Values.FirstOrDefault(each => each.Token == body["token"]?.ToString()).Runner is not { } runner)
        {
            return GitLabAnswer.Refused(403, "403 Forbidden");
        }

        (runner["online"], runner["status"]) = (true, "online");
        return new(204);
    }

    /// <summary>A runner takes itself away by its token.</summary>
    public GitLabAnswer Unregister(JsonObject body, string? query)
    {
        var token = body["token"]?.ToString() ?? query;
        return _all.FirstOrDefault(each => each.Value.Token == token).Key is var id && _all.Remove(id)
            ? new(204)
            : GitLabAnswer.Refused(403, "403 Forbidden");
    }

    public GitLabAnswer Create(JsonObject body)
    {
        if (body["runner_type"] is null)
        {
            return GitLabAnswer.Missing("runner_type is missing");
        }

        var type = body["runner_type"]!.ToString();
        if (type is not ("instance_type" or "group_type" or "project_type"))
        {
            return GitLabAnswer.Missing("runner_type does not have a valid value");
        }

        if ((type == "project_type" && (int?)body["project_id"] != project) || (type == "group_type" && (int?)body["group_id"] != group))
        {
            return GitLabAnswer.Refused(400, $"400 Bad request - Missing/invalid {type[..^5]}");
        }

        var runner = new JsonObject
        {
            ["id"] = _last + 1, ["description"] = null, ["active"] = true, ["paused"] = false, ["is_shared"] = false,
            ["runner_type"] = body["runner_type"]!.DeepClone(), ["name"] = null, ["online"] = null, ["status"] = "never_contacted",
            ["tag_list"] = new JsonArray(), ["run_untagged"] = true, ["locked"] = false, ["maximum_timeout"] = null,
            ["access_level"] = "not_protected", ["maintenance_note"] = null,
        };
        if (Set(runner, body) is { } refused)
        {
            var words = refused.Field.Replace('_', ' ');
            return GitLabAnswer.Refused(400, $"400 Bad request - {char.ToUpperInvariant(words[0])}{words[1..]} {refused.Text}");
        }

        var token = $"glrt-{++_last:D20}";
        _all[_last] = (runner, token);
        return new(201, new JsonObject { ["id"] = _last, ["token"] = token, ["token_expires_at"] = null });
    }

    public GitLabAnswer Verify(JsonObject body) =>
        _all.Values.FirstOrDefault(each => each.Token == body["token"]?.ToString()) is { Runner: { } runner, Token: var token }
            ? new(200, new JsonObject { ["id"] = runner["id"]!.DeepClone(), ["token"] = token, ["token_expires_at"] = null })
            : GitLabAnswer.Refused(403, "403 Forbidden");

    public GitLabAnswer One(int id, string method, JsonObject body)
    {
        if (!_all.TryGetValue(id, out var found))
        {
            return GitLabAnswer.Refused(404, "404 Runner Not Found");
        }

        switch (method)
        {
            case "DELETE":
                _ = _all.Remove(id);
                return new(204);
            case "PUT":
                if (body.Count == 0)
                {
                    return GitLabAnswer.Missing("description, active, paused are missing, at least one parameter must be provided");
                }

                var changed = found.Runner.DeepClone().AsObject();
                if (Set(changed, body) is { } refused)
                {
                    return GitLabAnswer.Invalid(refused.Field, refused.Text);
                }

                _all[id] = (changed, found.Token);
                return new(200, changed.DeepClone());
            default:
                return new(200, found.Runner.DeepClone());
        }
    }

    public GitLabAnswer Renew(int id)
    {
        if (!_all.TryGetValue(id, out var found))
        {
            return GitLabAnswer.Refused(404, "404 Runner Not Found");
        }

        var token = $"{found.Token}-{Guid.NewGuid():N}";
        _all[id] = (found.Runner, token);
        return new(201, new JsonObject { ["token"] = token, ["token_expires_at"] = null });
    }

    private static (string Field, string Text)? Set(JsonObject runner, JsonObject body)
    {
        foreach (var (name, value) in body.Where(field => runner.ContainsKey(field.Key)))
        {
            runner[name] = value?.DeepClone();
        }

        return (bool?)runner["run_untagged"] == false && runner["tag_list"] is not JsonArray { Count: > 0 }
            ? ("tags_list", "can not be empty when runner is not allowed to pick untagged jobs")
            : (int?)runner["maximum_timeout"] < 600 ? ("maximum_timeout", "needs to be at least 10 minutes") : null;
    }
}
