// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using ModuleHost;
using Modules.Ci.Api;

namespace Modules.Ci.GitHub;

/// <summary>The arguments every GitHub module has, and the client they open.</summary>
internal static class GitHubConnection
{
    public static readonly Argument<string?> ApiUrl = Argument.Text("api_url") with
    {
        Default = "https://api.github.com",
        EnvironmentVariable = "GITHUB_API_URL",
    };

    public static readonly Argument<string?> Token = Argument.Text("token") with
    {
        Aliases = ["access_token"],
        EnvironmentVariable = "GITHUB_TOKEN",
        Secrecy = Secrecy.Secret,
    };

    /// <summary>Of modules that need a token.</summary>
    public static readonly IReadOnlyList<Argument> Arguments = [ApiUrl, Token with { Required = true }, .. ApiConnection.Arguments];

    /// <summary>Of modules that can do without.</summary>
    public static readonly IReadOnlyList<Argument> Optional = [ApiUrl, Token, .. ApiConnection.Arguments];

    private const string Version = "2022-11-28";

    private static readonly ApiServer Server = new(
        "GitHub", new("api_url", "ca_cert", "validate_certs", "Is it GitHub's API, and does a proxy lead there?"), Advice);

    /// <summary>A client with the token of the arguments.</summary>
    public static GitHubApi Open(Invocation run)
    {
        List<KeyValuePair<string, string>> headers = [new("Accept", "application/vnd.github+json"), new("X-GitHub-Api-Version", Version)];
        if (run.Get(Token) is { } token)
        {
            headers.Add(new("Authorization", $"Bearer {ApiConnection.HeaderText(Token, token)}"));
        }

        return new(ApiConnection.Open(run, Address(run), Server, headers, handler: new RateLimitHandler(TimeProvider.System)));
    }

    /// <summary>Where people see what the API is of: the address of repositories.</summary>
    public static Uri Web(Invocation run) => Address(run) switch
    {
        { Host: ['a', 'p', 'i', '.', .. var host], AbsolutePath: "/" } own => new UriBuilder(own) { Host = host }.Uri,
        var own => new Uri(own.GetLeftPart(UriPartial.Authority) + "/"), // an Enterprise Server's API is below /api/v3
    };

    private static Uri Address(Invocation run) =>
        ApiConnection.Address(ApiUrl.Name, run.Get(ApiUrl)!, "https://api.github.com or https://github.example.com/api/v3");

    private static string? Advice(Refusal refusal) => refusal.Status switch
    {
        HttpStatusCode.Unauthorized => "Check token: GitHub does not know it, be it wrong, expired or revoked.",
        HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests when GitHubProse.IsRateLimit(refusal) =>
            "Try again later: the token has used up its requests, and the wait is longer than a module waits.",
        HttpStatusCode.Forbidden when GitHubProse.WantsSingleSignOn(refusal) =>
            "Authorise the token for the organisation's single sign-on.",
        HttpStatusCode.Forbidden =>
            "Give the token the permission for this, see github_token_info: it is good, but lacks the right.",
        HttpStatusCode.NotFound =>
            "Check owner and repo, and that the token may see them: GitHub hides what a token has no right to.",
        HttpStatusCode.UnprocessableEntity when GitHubProse.IsBusy(refusal) =>
            "Wait until its job has ended: a runner that is busy is not removed.",
        HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect or HttpStatusCode.TemporaryRedirect =>
            "Give the new name in owner and repo: the repository was renamed or moved.",
        _ => null,
    };
}
