// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Api;

namespace Modules.Ci.GitLab;

/// <summary>
/// What a token may do in a project. Nothing is written to find out: its scopes are told, its owner's role shows in what is read.
/// </summary>
internal sealed class GitLabTokenInfoModule : IModule
{
    /// <summary>What is needed, the scopes of which one is enough, and by which playbooks.</summary>
    private static readonly (string Right, string[] Scopes, string[] Playbooks)[] Needs =
    [
        ("settings", ["api"], ["gitlab-project"]),
        ("variables", ["api"], ["gitlab-project"]),
        ("runners", ["api", "create_runner"], ["deploy-gitlab-runner"]),
        ("pipelines", ["api"], ["gitlab-project", "ci-cd-check"]),
    ];

    public string Name => "gitlab_token_info";

    public ArgumentSpec Arguments { get; } = new([.. GitLabConnection.Arguments, GitLabConnection.Project]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var gitlab = GitLabConnection.Open(run);
        var project = GitLabConnection.Plain(run.Get(GitLabConnection.Project));
        var own = await gitlab.ReadAsync((asked, stop) => asked.OwnTokenAsync(stop), ct);
        string[] scopes = [.. (own["scopes"] as JsonArray ?? []).Select(scope => $"{scope}")];
        // Variables are a Maintainer's to read, so reading them tells the role.
        bool? isMaintainer = scopes.Contains("api") || scopes.Contains("read_api")
            ? await IsMaintainerAsync(gitlab, project, ct)
            : null;
        JsonObject rights = [];
        List<string> missing = [];
        foreach (var (right, enough, playbooks) in Needs)
        {
            var may = !scopes.Any(enough.Contains) ? "no" : isMaintainer switch { true => "yes", false => "no", null => "unknown" };
            rights[right] = new JsonObject
            {
                ["write"] = may,
                ["playbooks"] = new JsonArray([.. playbooks.Select(each => (JsonNode?)each)]),
            };
            if (may == "no")
            {
                missing.Add($"{right}: "
                    + (scopes.Any(enough.Contains) ? "the role Maintainer" : $"the scope {string.Join(" or ", enough)}")
                    + $" ({string.Join(", ", playbooks)})");
            }
        }

        return new(false)
        {
            Values = new JsonObject
            {
                ["name"] = own["name"]?.DeepClone(),
                ["scopes"] = new JsonArray([.. scopes.Select(scope => (JsonNode?)scope)]),
                ["expires_at"] = own["expires_at"]?.DeepClone(),
                ["permissions"] = rights,
                ["missing"] = new JsonArray([.. missing.Select(each => (JsonNode?)each)]),
            },
        };
    }

    private static async Task<bool> IsMaintainerAsync(GitLabApi gitlab, string project, CancellationToken ct)
    {
        try
        {
            _ = await gitlab.ListAsync((asked, page, stop) => asked.VariablesAsync(project, page, stop), ct);
            return true;
        }
        catch (ModuleException failure) when (failure.Cause is Refusal { Status: HttpStatusCode.Forbidden })
        {
            return false;
        }
    }
}
