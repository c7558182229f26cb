using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CiSandbox.Areas;

namespace CiSandbox.GitLab;

/// <summary>Answers as GitLab does, for one token and one project.</summary>
/// <param name="token">The token.</param>
/// <param name="path">The project's path.</param>
internal sealed class GitLabServer(string token, string path) : IAreaServer
{
    private const int Project = 42;
    private const string Api = "/api/v4/";

    private readonly Lock _one = new();
    private readonly GitLabVariables _variables = new();
    private readonly GitLabRunners _runners = new(Project);
    private readonly JsonObject _settings = new()
    {
        ["id"] = Project, ["path_with_namespace"] = path, ["public_jobs"] = true, ["auto_cancel_pending_pipelines"] = "enabled",
        ["ci_forward_deployment_enabled"] = true, ["build_timeout"] = 3600, ["auto_devops_enabled"] = true,
    };

    private int _pipelines;

    public Uri Address { get; set; } = new("http://localhost");

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        JsonObject body = [];
        try
        {
            if (request.ContentLength > 0)
            {
                body = (await JsonNode.ParseAsync(request.Body, cancellationToken: context.RequestAborted))!.AsObject();
            }
        }
        catch (JsonException)
        {
            await WriteAsync(context, GitLabAnswer.Missing("invalid JSON"));
            return;
        }

        // The path as it was sent: a slash in a project's path is %2F there.
        var raw = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        GitLabAnswer answer;
        lock (_one)
        {
            answer = !raw.StartsWith(Api, StringComparison.Ordinal) ? new(404, new JsonObject { ["error"] = "404 Not Found" })
                : request.Headers["PRIVATE-TOKEN"] != token && raw != $"{Api}runners/verify" ? GitLabAnswer.Refused(401, "401 Unauthorized")
                : Answer(request, [.. raw[Api.Length..].Split('/').Select(Uri.UnescapeDataString)], body, context.Response.Headers);
        }

        await WriteAsync(context, answer);
    }

    private GitLabAnswer Answer(HttpRequest request, string[] parts, JsonObject body, IHeaderDictionary headers)
    {
        var scope = request.Query["filter[environment_scope]"] is { Count: > 0 } given ? given.ToString() : null;
        return (request.Method, parts) switch
        {
            ("POST", ["user", "runners"]) => _runners.Create(body),
            ("POST", ["runners", "verify"]) => _runners.Verify(body),
            ("POST", ["runners", var id, "reset_authentication_token"]) => _runners.Renew(Number(id)),
            (_, ["runners", var id]) => _runners.One(Number(id), request.Method, body),
            (_, ["projects", var project, ..]) when project != path && Number(project) != Project =>
                GitLabAnswer.Refused(404, "404 Project Not Found"),
            ("GET", ["projects", _]) => new(200, _settings.DeepClone()),
            ("PUT", ["projects", _]) => Change(body),
            ("GET", ["projects", _, "variables"]) => Page(request, headers, _variables.Shown),
            ("POST", ["projects", _, "variables"]) => _variables.Create(body),
            ("GET", ["projects", _, "variables", var key]) => _variables.With(key, scope, one => new(200, GitLabVariables.Show(one))),
            ("PUT", ["projects", _, "variables", var key]) => _variables.With(key, scope, one => _variables.Change(one, body)),
            ("DELETE", ["projects", _, "variables", var key]) => _variables.With(key, scope, _variables.Delete),
            ("GET", ["projects", _, "runners"]) => Page(request, headers, _runners.Shown),
            ("POST", ["projects", _, "pipeline"]) when body["ref"] is null => GitLabAnswer.Missing("ref is missing"),
            ("POST", ["projects", _, "pipeline"]) => new(201, Pipeline(++_pipelines, "created")),
            ("GET", ["projects", _, "pipelines", var id]) when Number(id) > 0 && Number(id) <= _pipelines =>
                new(200, Pipeline(Number(id), "success")),
            ("GET", ["projects", _, "pipelines", _]) => GitLabAnswer.Refused(404, "404 Not found"),
            _ => new(404, new JsonObject { ["error"] = "404 Not Found" }),
        };
    }

    private JsonObject Pipeline(int id, string status) =>
        new() { ["id"] = id, ["status"] = status, ["web_url"] = $"{Address}{path}/-/pipelines/{id}" };

    private GitLabAnswer Change(JsonObject body)
    {
        if ((long?)body["build_timeout"] is < 600 or > 2678400)
        {
            return GitLabAnswer.Invalid("build_timeout", "needs to be between 10 minutes and 1 month");
        }

        foreach (var (name, value) in body)
        {
            _settings[name] = value?.DeepClone();
        }

        return new(200, _settings.DeepClone());
    }

    private static GitLabAnswer Page(HttpRequest request, IHeaderDictionary headers, IEnumerable<JsonNode> all)
    {
        var size = Math.Min(100, request.Query.ContainsKey("per_page") ? Number(request.Query["per_page"]!) : 20);
        var page = request.Query.ContainsKey("page") ? Number(request.Query["page"]!) : 1;
        var rows = all.ToList();
        headers["X-Next-Page"] = page * size < rows.Count ? (page + 1).ToString(CultureInfo.InvariantCulture) : "";
        return new(200, new JsonArray([.. rows.Skip((page - 1) * size).Take(size)]));
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static async Task WriteAsync(HttpContext context, GitLabAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.Body is { } body)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body.ToJsonString());
        }
    }
}
