// SPDX-License-Identifier: GPL-3.0-or-later
using System.IO.Enumeration;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Waiting;

namespace Modules.Ci.GitHub;

/// <summary>Lists runners, waits until some are online, and removes those that are gone.</summary>
internal sealed class RunnerInfoModule : IModule
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private static readonly Argument<string?> Pattern = Argument.Text("name_pattern") with { Default = "*" };
    private static readonly Argument<IReadOnlyList<string>?> WaitOnline = Argument.TextList("wait_online");
    private static readonly Argument<long> WaitTimeout = Argument.Seconds("wait_timeout", otherwise: 120);
    private static readonly Argument<bool> PruneOffline = Argument.Flag("prune_offline", otherwise: false);

    public string Name => "github_runner_info";

    public ArgumentSpec Arguments { get; } = new(
        [
            GitHubTarget.Owner, GitHubTarget.Repository, GitHubTarget.RunnerScope, Pattern, WaitOnline, WaitTimeout, PruneOffline,
            .. GitHubConnection.Arguments,
        ],
        GitHubTarget.Named);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var target = GitHubTarget.Of(run);
        using var gitHub = GitHubConnection.Open(run);
        var awaited = run.Get(WaitOnline) ?? [];
        var runners = await Polling.For(TimeSpan.FromSeconds(run.Get(WaitTimeout)), Polling.Growing(First, Longest))
            .UntilAsync<IReadOnlyList<RegisteredRunner>>(
                async stop =>
                {
                    var all = await RegisteredRunner.ListAsync(gitHub, target, stop);
                    var missing = awaited.Where(name => !all.Any(each => each.Name == name && each.IsOnline)).ToList();
                    return missing.Count == 0
                        ? new Look<IReadOnlyList<RegisteredRunner>>.Found(all)
                        : new Look<IReadOnlyList<RegisteredRunner>>.NotYet(() => Late(run, target, all, missing));
                },
                ct);
        var listed = runners.Where(each => FileSystemName.MatchesSimpleExpression(run.Get(Pattern), each.Name, ignoreCase: false)).ToList();
        IReadOnlyList<RegisteredRunner> gone = run.Get(PruneOffline) ? [.. listed.Where(each => !each.IsOnline)] : [];
        foreach (var each in gone)
        {
            _ = await gitHub.DeleteAsync($"remove the runner {each.Name}", $"{target.Runners}/{each.Id}", ct);
        }

        return new(gone.Count > 0)
        {
            Values = new()
            {
                ["runners"] = new JsonArray([.. listed.Except(gone).Select(each => (JsonNode?)each.Shown())]),
                ["pruned"] = new JsonArray([.. gone.Select(each => (JsonNode?)each.Name)]),
            },
        };
    }

    private static ModuleException Late(
        Invocation run, GitHubTarget target, IReadOnlyList<RegisteredRunner> all, IReadOnlyList<string> missing) => new(
        $"See to the runners' services, and that their hosts reach GitHub: after {run.Get(WaitTimeout)} s "
            + string.Join(", ", missing.Select(
                name => $"'{name}' is {(all.Any(each => each.Name == name) ? "offline" : $"not registered with {target.Name}")}")) + ".")
    {
        Details = new() { ["runners"] = new JsonArray([.. all.Select(each => (JsonNode?)each.Shown())]) },
    };
}
