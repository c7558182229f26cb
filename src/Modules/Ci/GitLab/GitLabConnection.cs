// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using ModuleHost;
using Modules.Ci.Api;

namespace Modules.Ci.GitLab;

/// <summary>The arguments every GitLab module has, and the client they open.</summary>
internal static class GitLabConnection
{
    public static readonly Argument<string> Url = Argument.RequiredText("api_url") with
    {
        EnvironmentVariable = "GITLAB_URL",
        Aliases = ["gitlab_url"],
    };

    public static readonly Argument<string> Token = Argument.RequiredText("api_token") with
    {
        EnvironmentVariable = "GITLAB_TOKEN",
        Secrecy = Secrecy.Secret,
    };

    public static readonly Argument<string> Project = Argument.RequiredText("project");

    public static readonly IReadOnlyList<Argument> Arguments = [Url, Token, .. ApiConnection.Arguments];

    private static readonly ApiServer Server = new(
        "GitLab", new("api_url", "ca_cert", "validate_certs", "Is GitLab running there, and is the port right?"), Advice);

    public static GitLabApi Open(Invocation run)
    {
        var token = ApiConnection.HeaderText(Token, run.Get(Token));
        // Operators give the server's address, or that of its API.
        var given = ApiConnection.Address(Url.Name, run.Get(Url), "https://gitlab.example.com");
        var root = given.AbsolutePath.TrimEnd('/');
        var api = new Uri(given, root.EndsWith("/api/v4", StringComparison.Ordinal) ? root : $"{root}/api/v4");
        return new(ApiConnection.Open(run, api, Server, [new("PRIVATE-TOKEN", token)]));
    }

    /// <summary>A project's or a group's path, as the API takes it.</summary>
    public static string Plain(string path) => path.Trim('/');

    private static string? Advice(Refusal refusal) => refusal.Status switch
    {
        HttpStatusCode.Unauthorized => "Check api_token: GitLab does not know it, be it wrong, expired or revoked.",
        HttpStatusCode.Forbidden when (refusal.Body as System.Text.Json.Nodes.JsonObject)?["scope"] is { } scope =>
            $"Give a token with the scope {scope} in api_token.",
        HttpStatusCode.Forbidden => "Give a token of somebody with a higher role in api_token: Maintainer for variables and runners.",
        HttpStatusCode.NotFound when GitLabProse.HidesProject(refusal) =>
            "Check project, and that the token's owner is a member: GitLab tells neither from the other.",
        HttpStatusCode.MovedPermanently => "Give the project's new path or its number in project: it was renamed.",
        _ => null,
    };
}
