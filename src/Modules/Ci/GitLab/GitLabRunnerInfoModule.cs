// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Waiting;

namespace Modules.Ci.GitLab;

/// <summary>Tells which runners there are and whether they are online; waits for some, if asked.</summary>
internal sealed class GitLabRunnerInfoModule : IModule
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private static readonly Argument<IReadOnlyList<string>?> Descriptions = Argument.TextList("descriptions");
    private static readonly Argument<bool> WaitOnline = Argument.Flag("wait_online", otherwise: false);
    private static readonly Argument<long> WaitTimeout = Argument.Seconds("wait_timeout", otherwise: 120);

    public string Name => "gitlab_runner_info";

    public ArgumentSpec Arguments { get; } = new(
        [.. GitLabConnection.Arguments, .. RunnerList.Arguments, Descriptions, WaitOnline, WaitTimeout], RunnerList.OneOfThem);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var gitlab = GitLabConnection.Open(run);
        var list = RunnerList.Of(run);
        if (!run.Get(WaitOnline))
        {
            return Result(await LookAsync(gitlab, list, run, ct));
        }

        var polling = Polling.For(TimeSpan.FromSeconds(run.Get(WaitTimeout)), Polling.Every(Pause));
        return await polling.UntilAsync<ModuleResult>(
            async stop =>
            {
                var runners = await LookAsync(gitlab, list, run, stop);
                var missing = Missing(runners, run.Get(Descriptions) ?? []);
                return missing is null
                    ? new Look<ModuleResult>.Found(Result(runners))
                    : new Look<ModuleResult>.NotYet(() => new ModuleException(
                        "See the log of gitlab-runner on its host, and the url and token in its config.toml: "
                            + $"after {run.Get(WaitTimeout)} s {missing}."));
            },
            ct);
    }

    private static string? Missing(IReadOnlyList<JsonObject> runners, IReadOnlyList<string> wanted)
    {
        string[] absent =
        [
            .. wanted.Where(name => runners.All(runner => (string?)runner["description"] != name))
                .Select(name => $"{name} is not registered"),
        ];
        string[] offline =
        [
            .. runners.Where(runner => (string?)runner["status"] != "online")
                .Select(runner => $"{runner["description"]} is {runner["status"]}"),
        ];
        return absent.Length + offline.Length > 0 ? string.Join(", ", absent.Concat(offline))
            : runners.Count == 0 ? "there is no runner"
            : null;
    }

    private static async Task<IReadOnlyList<JsonObject>> LookAsync(
        GitLabApi gitlab, RunnerList list, Invocation run, CancellationToken ct) =>
        [.. (await gitlab.ListAsync(list.Page, ct))
            .Where(runner => run.Get(Descriptions) is not { } names || names.Contains((string?)runner["description"] ?? ""))];

    private static ModuleResult Result(IReadOnlyList<JsonObject> runners) => new(false)
    {
        Values = new JsonObject { ["runners"] = new JsonArray([.. runners.Select(runner => (JsonNode?)runner.DeepClone())]) },
    };
}
