// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace CiSandbox.GitHub;

/// <summary>The repository, its environments and its owner; what is asked of anything else is not there.</summary>
internal sealed class Places
{
    private readonly string _owner;
    private readonly string _repository;
    private readonly Values _repositoryValues = new();
    private readonly Values _ownerValues = new() { HasVisibility = true };
    private readonly Dictionary<string, Values> _environments;

    public Places(string repository, string environments)
    {
        (_owner, _repository) = repository.Split('/') is [var owner, var name]
            ? (owner, name)
            : throw new FormatException($"github-repository is 'owner/name', not '{repository}'");
        _environments = environments.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToDictionary(each => each, _ => new Values(), StringComparer.OrdinalIgnoreCase);
        Runs = new Runs(new Uri("https://github.com/" + repository));
    }

    /// <summary>The runners of the repository.</summary>
    public Runners Runners { get; } = new();

    /// <summary>Those of the organisation.</summary>
    public Runners OwnerRunners { get; } = new();

    /// <summary>Workflows and their runs.</summary>
    public Runs Runs { get; }

    /// <summary>Secrets and variables of the repository, or of one environment.</summary>
    public Values ValuesOf(string? environment = null) => environment is null ? _repositoryValues : _environments[environment];

    public GitHubAnswer Answer(GitHubRequest request) => request.Path switch
    {
        ["repos", "actions", "runner", "releases", ..] => throw GitHubRefusal.NotFound,
        ["repos", var owner, var name, .. var rest] when Is(owner, _owner) && Is(name, _repository) => Repository(request, rest),
        ["orgs", var owner, "actions", .. var rest] when Is(owner, _owner) => Actions(request, rest, OwnerRunners, _ownerValues),
        ["enterprises", var owner, "actions", "runners", .. var rest] when Is(owner, _owner) => OwnerRunners.Answer(request, rest),
        ["user"] when request.IsRead => new(200, new JsonObject { ["login"] = _owner, ["id"] = 1 }),
        _ => throw GitHubRefusal.NotFound,
    };

    private GitHubAnswer Repository(GitHubRequest request, string[] rest) => rest switch
    {
        [] when request.IsRead => new(200, Described(request)),
        ["environments", var name, .. var below] when _environments.TryGetValue(name, out var values) => values.Answer(request, below),
        ["actions", "workflows" or "runs", ..] => Runs.Answer(request, [.. rest.Skip(1)]),
        ["actions", .. var below] => Actions(request, below, Runners, _repositoryValues),
        _ => throw GitHubRefusal.NotFound,
    };

    private static GitHubAnswer Actions(GitHubRequest request, string[] rest, Runners runners, Values values) => rest switch
    {
        ["runners", .. var below] => runners.Answer(request, below),
        _ => values.Answer(request, rest),
    };

    private JsonObject Described(GitHubRequest request) => new()
    {
        ["id"] = 1,
        ["name"] = _repository,
        ["full_name"] = $"{_owner}/{_repository}",
        ["private"] = true,
        ["url"] = request.Address.AbsoluteUri,
        ["owner"] = new JsonObject { ["login"] = _owner, ["id"] = 1 },
        ["default_branch"] = "main",
        ["permissions"] = new JsonObject
        {
            ["admin"] = request.IsAdministrators, ["push"] = request.IsAdministrators, ["pull"] = true,
        },
    };

    private static bool Is(string asked, string own) => asked.Equals(own, StringComparison.OrdinalIgnoreCase);
}
