// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Session;
using Modules.Pulp.Tasks;

namespace Modules.Pulp.Core;

/// <summary>Lists, reads, awaits, cancels and removes tasks.</summary>
internal sealed class TaskModule : IModule
{
    private static readonly Argument<string?> Href = Argument.Text("pulp_href");
    private static readonly Argument<string?> State = Argument.Choice("state", "absent", "canceled", "completed");

    public string Name => "task";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
        [.. Connection.Arguments([]), Href, State],
        [
            .. Connection.Login,
            new RequiredIf(State, "absent", Href),
            new RequiredIf(State, "canceled", Href),
            new RequiredIf(State, "completed", Href),
        ]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var pulp = Connection.Open(run);
        if (run.Get(Href) is not { } href)
        {
            var all = await pulp.ListAsync("tasks/", "", ct);
            return new ModuleResult(false) { Values = new JsonObject { ["tasks"] = new JsonArray([.. all]) } };
        }

        if (!href.StartsWith(pulp.Api.Root + "tasks/", StringComparison.Ordinal))
        {
            throw new ModuleException($"'{href}' is not a valid HREF value for a task. It begins with {pulp.Api.Root}tasks/.");
        }

        var task = (await pulp.Api.GetAsync(href, ct)).Body!.AsObject();
        return run.Get(State) switch
        {
            "absent" => await RemoveAsync(pulp, task, ct),
            "canceled" => await CancelAsync(pulp, task, ct),
            "completed" => await AwaitAsync(run, pulp, task, ct),
            _ => Result(false, task, task),
        };
    }

    private static async Task<ModuleResult> RemoveAsync(PulpSession pulp, JsonObject task, CancellationToken ct)
    {
        _ = await pulp.DeleteAsync((string)task["pulp_href"]!, ct);
        return Result(true, task, null);
    }

    private static async Task<ModuleResult> CancelAsync(PulpSession pulp, JsonObject task, CancellationToken ct)
    {
        if (TaskWaiter.HasEnded(task))
        {
            return Result(false, task, task);
        }

        var href = (string)task["pulp_href"]!;
        var asked = await pulp.WriteAsync(HttpMethod.Patch, href, new JsonObject { ["state"] = "canceled" }, ct);
        return Result(true, task, asked is null ? Faked(task, "canceled") : await pulp.Tasks.EndAsync(href, ct));
    }

    private static async Task<ModuleResult> AwaitAsync(Invocation run, PulpSession pulp, JsonObject task, CancellationToken ct)
    {
        var (href, goesOn) = ((string)task["pulp_href"]!, !TaskWaiter.HasEnded(task));
        run.UnderWay = goesOn ? $"waiting for task {href}" : null;
        var after = !goesOn ? task : pulp.Writes ? await pulp.Tasks.EndAsync(href, ct) : Faked(task, "completed");
        return (string?)after["state"] == "completed" ? Result(goesOn, task, after) : throw Failed(after);
    }

    /// <summary>With the task, so that whoever ignores the error can read why.</summary>
    private static ModuleException Failed(JsonObject task)
    {
        var failure = TaskWaiter.Failure(task);
        return new(failure.Message, failure) { Details = new JsonObject { ["task"] = task.DeepClone() }, Cause = failure.Cause };
    }

    private static JsonObject Faked(JsonObject task, string state)
    {
        var faked = task.DeepClone().AsObject();
        faked["state"] = state;
        return faked;
    }

    private static ModuleResult Result(bool changed, JsonObject before, JsonObject? after) => new(changed)
    {
        Values = new JsonObject { ["task"] = after?.DeepClone() },
        Difference = changed ? new Difference(before, after) : null,
    };
}
