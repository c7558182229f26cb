// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace CiSandbox.GitLab;

/// <summary>The project and what is set of its pipelines.</summary>
/// <param name="id">Its number.</param>
/// <param name="path">Its path.</param>
internal sealed class GitLabProject(int id, string path)
{
    private readonly JsonObject _settings = new()
    {
        ["id"] = id, ["name"] = path[(path.LastIndexOf('/') + 1)..], ["path_with_namespace"] = path, ["default_branch"] = "main",
        ["public_jobs"] = true, ["auto_cancel_pending_pipelines"] = "enabled", ["ci_forward_deployment_enabled"] = true,
        ["build_timeout"] = 3600, ["auto_devops_enabled"] = true, ["keep_latest_artifact"] = true, ["build_git_strategy"] = "fetch",
        ["ci_default_git_depth"] = 20, ["shared_runners_enabled"] = true, ["group_runners_enabled"] = true,
    };

    public int Id => id;

    public string Path => path;

    /// <summary>Whether a request means it.</summary>
    public bool Is(string named) => named == path || GitLabRequest.Number(named) == id;

    public JsonObject Shown() => _settings.DeepClone().AsObject();

    public GitLabAnswer Change(JsonObject body)
    {
        if (body.ContainsKey("build_timeout") && (long?)body["build_timeout"] is < 600 or > 2678400 or null)
        {
            return GitLabAnswer.Invalid("build_timeout", "needs to be between 10 minutes and 1 month");
        }

        if (body["auto_cancel_pending_pipelines"] is { } cancel && cancel.ToString() is not ("enabled" or "disabled"))
        {
            return GitLabAnswer.Missing("auto_cancel_pending_pipelines does not have a valid value");
        }

        // The old name is taken as well; what nobody knows is left out, as the server does.
        var known = body.Select(field => (Key: field.Key == "public_builds" ? "public_jobs" : field.Key, field.Value))
            .Where(field => _settings.ContainsKey(field.Key) && field.Key is not ("id" or "path_with_namespace")).ToList();
        if (known.Count == 0)
        {
            return GitLabAnswer.Missing(
                "build_timeout, public_jobs, auto_devops_enabled are missing, at least one parameter must be provided");
        }

        foreach (var (name, value) in known)
        {
            _settings[name] = value?.DeepClone();
        }

        return new(200, Shown());
    }
}
