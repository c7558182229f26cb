using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost;

namespace Modules.Pulp.Api;

/// <summary>Waits until a Pulp task has ended, asking for that one.</summary>
/// <param name="api">The server.</param>
/// <param name="timeout">How long at most.</param>
/// <param name="time">Where now is.</param>
internal sealed class TaskAwaiter(PulpApi api, TimeSpan timeout, TimeProvider time) : ITaskWaiting
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Of a failed task's words: what will be the same next time.</summary>
    private static readonly Regex Lasting = new(
        @"\b40[134]\b|unauthorized|forbidden|not found|certificate verify failed|invalid|must be unique|does not exist", RegexOptions.IgnoreCase);

    /// <summary>The ended task, however it ended.</summary>
    /// <exception cref="ModuleException">It did not end in time.</exception>
    public async Task<JsonObject> EndAsync(string href, CancellationToken ct)
    {
        var deadline = time.GetUtcNow() + timeout;
        for (var pause = First; ; pause = pause * 1.5 < Longest ? pause * 1.5 : Longest)
        {
            var task = (await api.GetAsync(href, ct)).Body!.AsObject();
            if (HasEnded(task))
            {
                return task;
            }

            var left = deadline - time.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                throw new ModuleException(
                    $"Waiting for task {href} timed out. After {timeout.TotalSeconds} s it is {task["state"]}{Progress(task)}. "
                    + "It goes on in Pulp: wait for it with the task module (state: completed), or raise timeout.");
            }

            await Task.Delay(pause < left ? pause : left, time, ct);
        }
    }

    /// <summary>Why a task did not complete, in Pulp's words.</summary>
    public static ModuleException Failure(JsonObject task)
    {
        var why = Reason(task["error"]);
        return (string?)task["state"] == "failed"
            ? new ModuleException($"Task {task["pulp_href"]} failed: {why}") { Transient = !Lasting.IsMatch(why) }
            : new ModuleException($"Task {task["pulp_href"]} {task["state"]}");
    }

    /// <summary>Pulp's description, or its reason where no worker is left to describe; else the last line of the traceback beside squeezer's word for nothing.</summary>
    private static string Reason(JsonNode? told)
    {
        var error = told as JsonObject;
        return (error?["description"] ?? error?["reason"])?.ToString() is { Length: > 0 } description
            ? $"'{description}'"
            : $"'None'. Pulp gives no reason; its traceback ends in: {error?["traceback"]?.ToString().TrimEnd().Split('\n')[^1].Trim()}";
    }

    public static bool HasEnded(JsonObject task) => (string?)task["state"] is not ("waiting" or "running" or "canceling");

    private static string Progress(JsonObject task) =>
        task["progress_reports"] is JsonArray { Count: > 0 } reports
            && reports.LastOrDefault(report => (string?)report?["state"] == "running") is { } report
            ? $" ({report["message"]}: {report["done"]}{(report["total"] is { } total ? $" of {total}" : "")})"
            : "";
}
