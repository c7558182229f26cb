using System.Text.Json.Nodes;

namespace CiSandbox.GitLab;

/// <summary>The runners of the project.</summary>
internal sealed class GitLabRunners(int project)
{
    private static readonly string[] Listed =
        ["id", "description", "active", "paused", "is_shared", "runner_type", "name", "online", "status"];

    private readonly Dictionary<int, (JsonObject Runner, string Token)> _all = [];
    private int _last;

    /// <summary>The list leaves out what only the single runner shows.</summary>
    public IEnumerable<JsonNode> Shown => _all.Values.Select(each =>
        (JsonNode)new JsonObject(Listed.Select(name => KeyValuePair.Create(name, each.Runner[name]?.DeepClone()))));

    public GitLabAnswer Create(JsonObject body)
    {
        if (body["runner_type"] is null)
        {
            return GitLabAnswer.Missing("runner_type is missing");
        }

        if (body["runner_type"]!.ToString() == "project_type" && (int?)body["project_id"] != project)
        {
            return GitLabAnswer.Refused(400, "400 Bad request - Missing/invalid project");
        }

        var runner = new JsonObject
        {
            ["id"] = ++_last, ["description"] = null, ["active"] = true, ["paused"] = false, ["is_shared"] = false,
            ["runner_type"] = body["runner_type"]!.DeepClone(), ["name"] = null, ["online"] = null, ["status"] = "never_contacted",
            ["tag_list"] = new JsonArray(), ["run_untagged"] = true, ["locked"] = false, ["maximum_timeout"] = null,
            ["access_level"] = "not_protected",
        };
        if (Set(runner, body) is { } refused)
        {
            return GitLabAnswer.Refused(400, $"400 Bad request - {refused.Text}");
        }

        var token = $"glrt-{_last:D20}";
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
