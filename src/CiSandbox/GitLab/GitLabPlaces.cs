// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace CiSandbox.GitLab;

/// <summary>What lies below the API: the project, its group, and the server's own runners.</summary>
/// <param name="project">The one project.</param>
internal sealed class GitLabPlaces(GitLabProject project)
{
    private const int Group = 7;

    public GitLabProject Project => project;

    public GitLabVariables Variables { get; } = new();

    public GitLabRunners Runners { get; } = new(project.Id, Group);

    public GitLabSchedules Schedules { get; } = new();

    public GitLabPipelines Pipelines { get; } = new(project.Id);

    private string GroupPath => project.Path[..Math.Max(0, project.Path.LastIndexOf('/'))];

    public GitLabAnswer Answer(GitLabRequest request, Uri address) => (request.Method, request.Path) switch
    {
        ("GET", ["version" or "metadata"]) =>
            new(200, new JsonObject { ["version"] = "19.5.0", ["revision"] = "sandbox", ["enterprise"] = false }),
        ("GET", ["user"]) => new(200, new JsonObject
        {
            ["id"] = 5, ["username"] = "sandbox", ["name"] = "Sandbox", ["state"] = "active", ["web_url"] = $"{address}sandbox",
        }),
        (_, ["projects", var named, ..]) => project.Is(named)
            ? OfProject(request, address)
            : GitLabAnswer.Refused(404, "404 Project Not Found"),
        (_, ["groups", var named, ..]) when named != GroupPath && GitLabRequest.Number(named) != Group =>
            GitLabAnswer.Refused(404, "404 Group Not Found"),
        ("GET", ["groups", _]) => new(200, new JsonObject { ["id"] = Group, ["full_path"] = GroupPath, ["path"] = GroupPath }),
        ("GET", ["groups", _, "runners"]) => GitLabPages.Of(request, At(request, address), Runners.Shown("group_type")),
        ("POST", ["user", "runners"]) => Runners.Create(request.Body),
        ("GET", ["runners"] or ["runners", "all"]) =>
            GitLabPages.Of(request, At(request, address), Runners.Shown(request.Query.GetValueOrDefault("type"))),
        ("POST", ["runners", "verify"]) => Runners.Verify(request.Body),
        ("POST", ["jobs", "request"]) => Runners.AskForJobs(request.Body),
        ("DELETE", ["runners"]) => Runners.Unregister(request.Body, request.Query.GetValueOrDefault("token")),
        ("POST", ["runners", var id, "reset_authentication_token"]) => Runners.Renew(GitLabRequest.Number(id)),
        ("GET" or "PUT" or "DELETE", ["runners", var id]) => Runners.One(GitLabRequest.Number(id), request.Method, request.Body),
        _ => GitLabAnswer.NoRoute,
    };

    private GitLabAnswer OfProject(GitLabRequest request, Uri address) => (request.Method, request.Path[2..]) switch
    {
        ("GET", []) => new(200, project.Shown()),
        ("PUT", []) => project.Change(request.Body),
        ("GET", ["variables"]) => GitLabPages.Of(request, At(request, address), Variables.Shown),
        ("POST", ["variables"]) => Variables.Create(request.Body),
        ("GET", ["variables", var key]) => Variables.With(key, request.Scope, one => new(200, GitLabVariables.Show(one))),
        ("PUT", ["variables", var key]) => Variables.With(key, request.Scope, one => Variables.Change(one, request.Body)),
        ("DELETE", ["variables", var key]) => Variables.With(key, request.Scope, Variables.Delete),
        ("GET", ["runners"]) => GitLabPages.Of(request, At(request, address), Runners.Shown(request.Query.GetValueOrDefault("type"))),
        ("POST", ["pipeline"]) => Pipelines.Create(request.Body, new Uri(address, $"{project.Path}/-/pipelines")),
        ("GET", ["pipelines", var id]) => Pipelines.One(GitLabRequest.Number(id)),
        ("GET", ["pipeline_schedules"]) => GitLabPages.Of(request, At(request, address), Schedules.Shown),
        ("POST", ["pipeline_schedules"]) => Schedules.Create(request.Body),
        (_, ["pipeline_schedules", var id, ..]) => Schedules.One(GitLabRequest.Number(id), request),
        _ => GitLabAnswer.NoRoute,
    };

    private static Uri At(GitLabRequest request, Uri address) =>
        new(address, $"/api/v4/{string.Join('/', request.Path.Select(Uri.EscapeDataString))}");
}
