// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace CiSandbox.GitLab;

/// <summary>Pipelines that were started. They are done when they are looked at.</summary>
/// <param name="project">The project's number.</param>
internal sealed class GitLabPipelines(int project)
{
    private readonly List<JsonObject> _all = [];

    /// <summary>The variables of each, for tests.</summary>
    public List<JsonArray> Variables { get; } = [];

    public GitLabAnswer Create(JsonObject body, Uri page)
    {
        if (GitLabAnswer.Lacking(body, "ref") is { } lacking)
        {
            return lacking;
        }

        if (body["variables"] is not null and not JsonArray)
        {
            return GitLabAnswer.Missing("variables is invalid");
        }

        if (body["ref"]!.ToString() is "no-such-branch")
        {
            return GitLabAnswer.Invalid("base", "Reference not found");
        }

        Variables.Add(body["variables"]?.DeepClone() as JsonArray ?? []);
        var id = _all.Count + 1;
        _all.Add(new()
        {
            ["id"] = id, ["iid"] = id, ["project_id"] = project, ["sha"] = new string('a', 40), ["ref"] = body["ref"]!.ToString(),
            ["status"] = "created", ["source"] = "api", ["created_at"] = "2026-01-02T03:04:05.000Z",
            ["updated_at"] = "2026-01-02T03:04:05.000Z", ["web_url"] = $"{page}/{id}", ["tag"] = false, ["yaml_errors"] = null,
        });
        return new(201, _all[^1].DeepClone());
    }

    public GitLabAnswer One(int id)
    {
        if (id < 1 || id > _all.Count)
        {
            return GitLabAnswer.Refused(404, "404 Not found");
        }

        var shown = _all[id - 1].DeepClone().AsObject();
        (shown["status"], shown["name"]) = ("success", null);
        return new(200, shown);
    }
}
