// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace CiSandbox.GitLab;

/// <summary>The tokens that there are: one for everything, and some of its kin that may less.</summary>
/// <param name="token">The one for everything.</param>
internal sealed class GitLabTokens(string token)
{
    /// <summary>What lies open to whoever has a runner's token.</summary>
    private static readonly string[] WithoutToken = ["verify", "managers"];

    private readonly Dictionary<string, string[]> _scopes = new()
    {
        [token] = ["api"],
        [$"{token}-read"] = ["read_api"],
        [$"{token}-runners"] = ["create_runner", "manage_runner"],
        [$"{token}-developer"] = ["api"],
    };

    /// <exception cref="GitLabRefusalException">It is none, or may not do this.</exception>
    public void Require(HttpRequest http, GitLabRequest request)
    {
        if (request.Path is ["jobs", "request"] || (request.Path is ["runners", .. var below]
            && ((below.Length == 0 && request.Method == "DELETE") || WithoutToken.Contains(request.Path[^1]))))
        {
            return;
        }

        var given = Given(http);
        if (given == $"{token}-expired")
        {
            throw new GitLabRefusalException(new(401, new JsonObject
            {
                ["error"] = "invalid_token",
                ["error_description"] = "Token is expired. You can either do re-authorization or token refresh.",
            }));
        }

        if (given is null || !_scopes.TryGetValue(given, out var scopes))
        {
            throw new GitLabRefusalException(GitLabAnswer.Refused(401, "401 Unauthorized"));
        }

        if (!Covers(scopes, request))
        {
            throw new GitLabRefusalException(new(403, new JsonObject
            {
                ["error"] = "insufficient_scope",
                ["error_description"] = "The request requires higher privileges than provided by the access token.",
                ["scope"] = "api",
            }));
        }

        if (given == $"{token}-developer" && NeedsMaintainer(request))
        {
            throw new GitLabRefusalException(GitLabAnswer.Refused(403, "403 Forbidden"));
        }
    }

    /// <summary>What a token is told of itself.</summary>
    public JsonObject Own(HttpRequest http)
    {
        var given = Given(http)!;
        return new()
        {
            ["id"] = 1, ["name"] = given[(given.LastIndexOf('-') + 1)..], ["revoked"] = false, ["created_at"] = "2026-01-02T03:04:05.000Z",
            ["description"] = null, ["scopes"] = new JsonArray([.. _scopes[given].Select(scope => (JsonNode?)scope)]), ["user_id"] = 5,
            ["last_used_at"] = null, ["active"] = true, ["expires_at"] = "2027-01-02",
        };
    }

    private static string? Given(HttpRequest http) =>
        http.Headers["PRIVATE-TOKEN"] is { Count: > 0 } header ? header.ToString()
        : http.Headers.Authorization.ToString() is { Length: > 7 } bearer && bearer.StartsWith("Bearer ", StringComparison.Ordinal)
        ? bearer[7..]
        : http.Query["private_token"] is { Count: > 0 } parameter ? parameter.ToString() : null;

    private static bool Covers(string[] scopes, GitLabRequest request) =>
        scopes.Contains("api") || request.Path is ["personal_access_tokens", "self"]
        || (scopes.Contains("read_api") && request.IsRead)
        || (scopes.Contains("create_runner") && request.Path is ["user", "runners"] && request.Method == "POST")
        || (scopes.Contains("manage_runner") && request.Path is ["runners", _, ..]);

    private static bool NeedsMaintainer(GitLabRequest request) => request.Path switch
    {
        ["projects", _] => !request.IsRead,
        ["projects" or "groups", _, "variables" or "runners", ..] or ["runners", ..] or ["user", "runners"] => true,
        _ => false,
    };
}
