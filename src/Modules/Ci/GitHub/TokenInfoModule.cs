// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Api;

namespace Modules.Ci.GitHub;

/// <summary>
/// What a token may do. Nothing is written to find out: what it may read is tried, what it may write is known of a classic token's
/// scopes and of the role in the repository, and otherwise said to be unknown.
/// </summary>
internal sealed class TokenInfoModule : IModule
{
    private const string Runner = "deploy-github-runner";
    private const string Secrets = "github-secrets";
    private const string Check = "ci-cd-check";

    /// <summary>A permission of a fine-grained token, where it shows, the level that is needed, and by which playbooks.</summary>
    private static readonly (string Permission, string Path, string Level, string[] Playbooks)[] Needs =
    [
        ("administration", "actions/runners?per_page=1", "write", [Runner]),
        ("secrets", "actions/secrets?per_page=1", "write", [Secrets]),
        ("variables", "actions/variables?per_page=1", "write", [Secrets]),
        ("actions", "actions/workflows?per_page=1", "write", [Check]),
    ];

    public string Name => "github_token_info";

    public ArgumentSpec Arguments { get; } = new(
        [GitHubTarget.Owner, GitHubTarget.Repository with { Required = true }, .. GitHubConnection.Arguments]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var target = GitHubTarget.RepositoryOf(run);
        using var gitHub = GitHubConnection.Open(run);
        var seen = await gitHub.ReadAsync(target.Path, ct);
        var scopes = Header(seen, "X-OAuth-Scopes")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var isAdministrator = (bool?)seen.Fields["permissions"]?["admin"] == true;
        JsonObject permissions = [];
        HashSet<string> missing = [];
        foreach (var (permission, path, level, playbooks) in Needs)
        {
            var answer = await gitHub.ReadAsync($"{target.Path}/{path}", ct, HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
            var writes = !answer.IsSuccess ? "no"
                : scopes is null ? isAdministrator ? "unknown" : "no"
                : scopes.Contains("repo") && isAdministrator ? "yes" : "no";
            permissions[permission] = new JsonObject
            {
                ["read"] = answer.IsSuccess,
                ["write"] = writes,
                ["needed"] = level,
                ["playbooks"] = new JsonArray([.. playbooks.Select(each => (JsonNode?)each)]),
            };
            if (writes == "no")
            {
                missing.Add($"{permission}: {level} ({string.Join(", ", playbooks)})");
            }
        }

        return new(false)
        {
            Values = new()
            {
                ["repository"] = (string?)seen.Fields["full_name"],
                ["kind"] = scopes is null ? "fine-grained" : "classic",
                ["scopes"] = new JsonArray([.. (scopes ?? []).Select(each => (JsonNode?)each)]),
                ["expires_at"] = Header(seen, "GitHub-Authentication-Token-Expiration"),
                ["permissions"] = permissions,
                ["missing"] = new JsonArray([.. missing.Select(each => (JsonNode?)each)]),
            },
        };
    }

    private static string? Header(ApiAnswer answer, string name) =>
        answer.Headers?.TryGetValues(name, out var values) == true ? values.FirstOrDefault() : null;
}
