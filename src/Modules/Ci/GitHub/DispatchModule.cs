// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Values;
using Modules.Ci.Api;
using Modules.Waiting;

namespace Modules.Ci.GitHub;

/// <summary>Starts a workflow, and waits for its end if asked.</summary>
internal sealed class DispatchModule : IModule
{
    private const string Details = "return_run_details";

    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly Argument<string> Workflow = Argument.RequiredText("workflow");
    private static readonly Argument<string> Reference = Argument.RequiredText("ref");
    private static readonly Argument<JsonObject?> Inputs = Argument.Mapping("inputs");
    private static readonly Argument<bool> Wait = Argument.Flag("wait", otherwise: false);
    private static readonly Argument<long> WaitTimeout = Argument.Seconds("wait_timeout", otherwise: 21600);

    public string Name => "github_workflow_dispatch";

    public ArgumentSpec Arguments { get; } = new(
        [
            GitHubTarget.Owner, GitHubTarget.Repository with { Required = true }, Workflow, Reference, Inputs, Wait, WaitTimeout,
            .. GitHubConnection.Arguments,
        ]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var target = GitHubTarget.RepositoryOf(run);
        var workflow = $"{target.Path}/actions/workflows/{Uri.EscapeDataString(run.Get(Workflow))}";
        using var gitHub = GitHubConnection.Open(run);
        var known = await gitHub.FindAsync(workflow, ct)
            ?? throw new ModuleException(
                $"Push '{run.Get(Workflow)}' to the default branch of {target.Name} first, and check owner, repo and the token: GitHub "
                    + "knows no such workflow there, or shows it to others only.");
        if ((string?)known["state"] is { } state && state != "active")
        {
            throw new ModuleException($"Enable the workflow '{run.Get(Workflow)}' of {target.Name} first: it is {state}.");
        }

        if (await StartAsync(run, gitHub, $"{workflow}/dispatches", ct) is not { } answer)
        {
            return Result([]);
        }

        var polling = Polling.For(TimeSpan.FromSeconds(run.Get(WaitTimeout)), Polling.Growing(First, Longest));
        var id = (long?)answer.Fields["workflow_run_id"] 
            ?? (run.Get(Wait) ? await FoundAsync(gitHub, workflow, answer, polling, ct) : null);
        return id is { } number && run.Get(Wait)
            ? Result(await EndAsync(run, gitHub, $"{target.Path}/actions/runs/{number}", polling, ct))
            : Result(new() { ["id"] = id, ["html_url"] = (string?)answer.Fields["html_url"] });
    }

    /// <summary>Asks to be told which run it is; an older Enterprise Server refuses the question.</summary>
    private static async Task<ApiAnswer?> StartAsync(Invocation run, GitHubApi gitHub, string path, CancellationToken ct)
    {
        var body = new JsonObject { ["ref"] = run.Get(Reference), ["inputs"] = TextsOf(run.Get(Inputs) ?? []), [Details] = true };
        var what = $"start {run.Get(Workflow)}";
        try
        {
            return await gitHub.PostAsync(what, path, body, ct);
        }
        catch (ModuleException refused) when (refused.Cause is Refusal { Status: HttpStatusCode.UnprocessableEntity } refusal
            && GitHubProse.DoesNotKnow(refusal, Details))
        {
            _ = body.Remove(Details);
            return await gitHub.PostAsync(what, path, body, ct);
        }
    }

    /// <summary>Inputs are texts to the API, whatever their type.</summary>
    private static JsonObject TextsOf(JsonObject inputs) => new(inputs.Where(pair => pair.Value is not null)
        .Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, JsonValue.Create(pair.Value!.ToString()))));

    /// <summary>The run that began when the answer came.</summary>
    private static Task<long?> FoundAsync(GitHubApi gitHub, string workflow, ApiAnswer answer, Polling polling, CancellationToken ct)
    {
        var begin = UtcTime.Show((answer.Headers?.Date ?? DateTimeOffset.UtcNow).AddSeconds(-2));
        return polling.UntilAsync<long?>(
            async stop =>
            {
                var query = $"event=workflow_dispatch&per_page=1&created=%3E%3D{begin}";
                var runs = (await gitHub.ReadAsync($"{workflow}/runs?{query}", stop)).Fields;
                return (runs["workflow_runs"] as JsonArray)?.FirstOrDefault()?["id"] is { } id
                    ? new Look<long?>.Found((long)id)
                    : new Look<long?>.NotYet(() => new ModuleException(
                        "Look at the repository's list of runs: the workflow was started, and no run of it was seen.") { Changed = true });
            },
            ct);
    }

    private static async Task<JsonObject> EndAsync(Invocation run, GitHubApi gitHub, string path, Polling polling, CancellationToken ct)
    {
        var ended = await polling.UntilAsync<JsonObject>(
            async stop =>
            {
                var found = (await gitHub.ReadAsync(path, stop)).Fields;
                return (string?)found["status"] == "completed"
                    ? new Look<JsonObject>.Found(found)
                    : new Look<JsonObject>.NotYet(() => Failed(
                        found, $"is {found["status"]} after {run.Get(WaitTimeout)} s; is a runner with its labels online?"));
            },
            ct);
        return (string?)ended["conclusion"] == "success" ? ended : throw Failed(ended, $"ended with {ended["conclusion"]}.");
    }

    private static ModuleException Failed(JsonObject found, string why) =>
        new($"See {found["html_url"]}: the run {found["id"]} {why}") { Changed = true, Details = new() { ["run"] = Shown(found) } };

    private static ModuleResult Result(JsonObject found) => new(true) { Values = new() { ["run"] = Shown(found) } };

    private static JsonObject Shown(JsonObject found) => new()
    {
        ["id"] = (long?)found["id"],
        ["html_url"] = (string?)found["html_url"],
        ["status"] = (string?)found["status"],
        ["conclusion"] = (string?)found["conclusion"],
    };
}
