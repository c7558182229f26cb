// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Api;
using Modules.Waiting;

namespace Modules.Pulp.Tasks;

/// <summary>Waits until a Pulp task has ended, asking for that one.</summary>
/// <param name="api">The server.</param>
/// <param name="timeout">How long at most.</param>
/// <param name="time">Where now is.</param>
internal sealed class TaskWaiter(PulpApi api, TimeSpan timeout, TimeProvider time) : ITaskWaiter
{
    private const int WorkersNamed = 4;

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private static readonly string[] UnendedStates = ["waiting", "running", "canceling"];

    /// <summary>The ended task, however it ended.</summary>
    /// <exception cref="ModuleException">It did not end in time.</exception>
    public Task<JsonObject> EndAsync(string href, CancellationToken ct) => WaitAsync(
        href,
        HasEnded,
        async task => $"Waiting for task {href} timed out. After {timeout.TotalSeconds} s it ({task["name"]}) is {task["state"]}"
            + $"{Progress(task)}{await WorkersAsync(api, task, ct)}. "
            + "It goes on in Pulp: wait for it with the task module (state: completed), or raise timeout.",
        ct);

    /// <summary>Of a task that nobody has begun: who could.</summary>
    public static async Task<string> WorkersAsync(PulpApi api, JsonObject? task, CancellationToken ct)
    {
        if ((string?)task?["state"] != "waiting")
        {
            return "";
        }

        try
        {
            var online = (await api.GetAsync("status/", ct)).Body?["online_workers"] as JsonArray ?? [];
            return online.Count == 0
                ? "; no worker is online, so that nothing begins it: start Pulp's workers"
                : $"; workers online: {Names(online)}, which other tasks, or such of its resources, keep busy: "
                    + "look at Pulp's tasks and at the log of its workers";
        }
        catch (ModuleException)
        {
            return "";
        }
    }

    /// <summary>The first workers, and how many there are.</summary>
    private static string Names(JsonArray workers) =>
        string.Join(", ", workers.Take(WorkersNamed).Select(worker => $"{worker?["name"]}"))
            + (workers.Count > WorkersNamed ? $", … ({workers.Count})" : "");

    /// <summary>The group when none of its tasks goes on, however they ended.</summary>
    /// <exception cref="ModuleException">One went on for too long.</exception>
    public Task<JsonObject> EndGroupAsync(string href, CancellationToken ct) => WaitAsync(
        href,
        HasGroupEnded,
        async group => $"Waiting for task group {href} timed out. After {timeout.TotalSeconds} s of its tasks {UnendedTasks(group)}"
            + $"{await WorkersAsync(api, TasksOf(group).FirstOrDefault(task => (string?)task["state"] == "waiting"), ct)}. "
            + "They go on in Pulp: wait for them with the task module (state: completed), or raise timeout.",
        ct);

    private Task<JsonObject> WaitAsync(
        string href, Predicate<JsonObject> hasEnded, Func<JsonObject, Task<string>> lateness, CancellationToken ct) =>
        Polling.For(timeout, Polling.Growing(First, Longest), time).UntilAsync<JsonObject>(
            async stop =>
            {
                var seen = (await api.GetAsync(href, stop)).Body!.AsObject();
                return hasEnded(seen)
                    ? new Look<JsonObject>.Found(seen)
                    : new Look<JsonObject>.NotYet(async () => new ModuleException(await lateness(seen)));
            },
            ct);

    /// <summary>Why a task did not complete, in Pulp's words.</summary>
    public static ModuleException Failure(JsonObject task)
    {
        if ((string?)task["state"] != "failed")
        {
            return new ModuleException($"Task {task["pulp_href"]} {task["state"]}");
        }

        // Its description, or its reason where no worker is left to describe; else squeezer's word for nothing.
        var error = task["error"] as JsonObject;
        var described = (error?["description"] ?? error?["reason"])?.ToString();
        var traced = error?["traceback"]?.ToString().TrimEnd().Split('\n')[^1].Trim() ?? "";
        var why = described is { Length: > 0 }
            ? $"'{described}'"
            : $"'None'. Pulp gives no reason; its traceback ends in: {traced}";
        var cause = new FailedTask((string?)task["pulp_href"], PulpProse.FaultOf(described is { Length: > 0 } ? described : traced));
        var advice = cause.Fault == TaskFault.FullDisk ? HttpFailure.FullDisk + " " : "";
        return new ModuleException($"{advice}Task {task["pulp_href"]} failed: {why}") { Transient = cause.MayPass, Cause = cause };
    }

    public static bool HasEnded(JsonObject task) => !UnendedStates.Contains((string?)task["state"]);

    /// <summary>
    /// Pulp's all_tasks_dispatched says nothing: new servers set it only when a group is canceled. A group's first tasks are there
    /// before Pulp answers with the group, and whatever adds tasks later is a running task of the group itself.
    /// </summary>
    private static bool HasGroupEnded(JsonObject group) =>
        UnendedStates.All(state => (long?)group[state] is null or 0) && TasksOf(group).All(HasEnded);

    private static string UnendedTasks(JsonObject group)
    {
        List<JsonObject> unended = [.. TasksOf(group).Where(task => !HasEnded(task))];
        return unended.Count > 0
            ? string.Join(", ", unended.Select(task => $"{task["pulp_href"]} ({task["name"]}) is {task["state"]}"))
            : string.Join(", ", UnendedStates.Select(state => $"{group[state] ?? 0} are {state}"));
    }

    private static IEnumerable<JsonObject> TasksOf(JsonObject group) => (group["tasks"] as JsonArray ?? []).OfType<JsonObject>();

    private static string Progress(JsonObject task) =>
        task["progress_reports"] is JsonArray { Count: > 0 } reports
            && reports.LastOrDefault(report => (string?)report?["state"] == "running") is { } report
            ? $" ({report["message"]}: {report["done"]}{(report["total"] is { } total ? $" of {total}" : "")})"
            : "";
}
