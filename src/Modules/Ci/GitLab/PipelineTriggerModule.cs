// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Waiting;

namespace Modules.Ci.GitLab;

/// <summary>Starts a pipeline, and waits for its end, if asked.</summary>
internal sealed class PipelineTriggerModule : IModule
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly HashSet<string> Ends = ["success", "failed", "canceled", "skipped", "manual"];

    private static readonly Argument<string> Ref = Argument.RequiredText("ref");
    private static readonly Argument<JsonObject?> Variables = Argument.Mapping("variables");
    private static readonly Argument<bool> Wait = Argument.Flag("wait", otherwise: false);
    private static readonly Argument<long> WaitTimeout = Argument.Seconds("wait_timeout", otherwise: 3600);

    public string Name => "gitlab_pipeline_trigger";

    public ArgumentSpec Arguments { get; } =
        new([.. GitLabConnection.Arguments, GitLabConnection.Project, Ref, Variables, Wait, WaitTimeout]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var gitlab = GitLabConnection.Open(run);
        var project = GitLabConnection.Plain(run.Get(GitLabConnection.Project));
        var body = new JsonObject { ["ref"] = run.Get(Ref) };
        if (run.Get(Variables) is { Count: > 0 } variables)
        {
            body["variables"] = new JsonArray([.. variables.Select(variable => (JsonNode?)new JsonObject
            {
                ["key"] = variable.Key,
                ["value"] = variable.Value?.ToString() ?? "",
            })]);
        }

        if (!gitlab.Writes)
        {
            // What cannot be found would fail then, too.
            _ = await gitlab.ReadAsync((asked, stop) => asked.ProjectAsync(project, stop), ct);
        }

        var started = await gitlab.WriteAsync("start a pipeline", (asked, stop) => asked.CreatePipelineAsync(project, body, stop), ct);
        return started is null ? new(true)
            : run.Get(Wait) ? await WaitAsync(gitlab, (asked, stop) => asked.PipelineAsync(project, $"{started["id"]}", stop), run, ct)
            : Result(started);
    }

    private static Task<ModuleResult> WaitAsync(GitLabApi gitlab, GitLabCall call, Invocation run, CancellationToken ct) =>
        Polling.For(TimeSpan.FromSeconds(run.Get(WaitTimeout)), Polling.Every(Pause)).UntilAsync<ModuleResult>(
            async stop =>
            {
                var pipeline = await gitlab.ReadAsync(call, stop);
                var status = (string?)pipeline["status"] ?? "";
                return status is "success" ? new Look<ModuleResult>.Found(Result(pipeline))
                    : Ends.Contains(status) ? throw new ModuleException($"See {pipeline["web_url"]}: the pipeline ended as {status}.")
                    {
                        Changed = true,
                        Details = Shown(pipeline),
                    }
                    : new Look<ModuleResult>.NotYet(() => new ModuleException(
                        $"See {pipeline["web_url"]}: the pipeline is {status} after {run.Get(WaitTimeout)} s.") { Changed = true });
            },
            ct);

    private static ModuleResult Result(JsonObject pipeline) => new(true) { Values = Shown(pipeline) };

    private static JsonObject Shown(JsonObject pipeline) => new()
    {
        ["id"] = pipeline["id"]?.DeepClone(),
        ["status"] = pipeline["status"]?.DeepClone(),
        ["web_url"] = pipeline["web_url"]?.DeepClone(),
    };
}
