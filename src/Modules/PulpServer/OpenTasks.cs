// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.PulpServer;

/// <summary>The tasks of a server that are not done.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="First">Name and state of the first few.</param>
internal sealed record OpenTasks(long Count, IReadOnlyList<JsonObject> First)
{
    /// <summary>How many are named.</summary>
    public const int Shown = 5;

    public IEnumerable<string> Names => First.Select(task => $"{task["name"]} ({task["state"]})");

    /// <summary>Asks the API, with <c>login</c>.</summary>
    /// <exception cref="ModuleException">It cannot be asked; the message says why.</exception>
    public static async Task<OpenTasks> ByApiAsync(Invocation run, CancellationToken ct) => Of(
        await ServerApi.AskAsync(run, $"tasks/?state__in=running,waiting,canceling&fields=pulp_href,name,state&limit={Shown}", ct),
        "the API");

    /// <exception cref="ModuleException">The answer does not tell.</exception>
    public static OpenTasks Of(JsonObject? answer, string asked) =>
        answer?["count"] is JsonValue number && number.TryGetValue<long>(out var count) && answer["results"] is JsonArray results
            ? new(count, [.. results.OfType<JsonObject>().Select(task => task.DeepClone().AsObject())])
            : throw new ModuleException($"{asked} does not tell the tasks: {answer?.ToJsonString() ?? "no answer"}");
}
