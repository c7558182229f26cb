// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.Areas;

namespace CiSandbox.GitLab;

/// <summary>What happens to every request: limits, the token, the place it is about.</summary>
/// <param name="settings">What the command line says.</param>
internal sealed class GitLabServer(AreaSettings settings) : IAreaServer, IDisposable
{
    private readonly Lock _gate = new();
    private readonly GitLabTokens _tokens = new(settings.Text("token", "glpat-sandbox"));
    private readonly GitLabLimit _limit = new(settings.Number("allowance", int.MaxValue));
    private readonly GitLabPlaces _places = new(new GitLabProject(42, settings.Text("project", "cloud/kayobe-config")));
    private readonly GitLabIssuer _issuer = new();

    public Uri Address { get; set; } = new("http://localhost");

    /// <summary>Everything it holds, for tests.</summary>
    public GitLabPlaces Places => _places;

    public async Task HandleAsync(HttpContext context)
    {
        GitLabAnswer answer;
        try
        {
            answer = await AnswerAsync(context);
        }
        catch (GitLabRefusalException refusal)
        {
            answer = refusal.Answer;
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Body is not null || answer.Text is not null)
        {
            context.Response.ContentType = answer.Text is null ? "application/json" : "text/plain";
            await context.Response.WriteAsync(answer.Text ?? answer.Body!.ToJsonString(), context.RequestAborted);
        }
    }

    public void Dispose() => _issuer.Dispose();

    private async Task<GitLabAnswer> AnswerAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/api"))
        {
            var body = context.Request.Method == "POST"
                ? await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject
                : null;
            return _issuer.Answer(context.Request, body ?? [], Address, _places.Project.Id, _places.Project.Path) ?? GitLabAnswer.NoRoute;
        }

        var request = await GitLabRequest.ReadAsync(context);
        lock (_gate)
        {
            _limit.Require();
            _tokens.Require(context.Request, request);
            return request.Path is ["personal_access_tokens", "self"] && request.IsRead
                ? new(200, _tokens.Own(context.Request))
                : _places.Answer(request, Address);
        }
    }
}
