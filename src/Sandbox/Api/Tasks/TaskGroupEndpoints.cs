// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Sandbox.Api.Lists;
using Sandbox.Api.Presentation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Tasks;

namespace Sandbox.Api.Tasks;

/// <summary>/task-groups/: list, read, cancel.</summary>
internal sealed class TaskGroupEndpoints(PulpInstance pulp, TaskPresentation presentation)
{
    private const string Root = $"{EntityType.Root}task-groups/";

    private static readonly TaskState[] States =
    [
        TaskState.Waiting, TaskState.Skipped, TaskState.Running, TaskState.Completed,
        TaskState.Canceled, TaskState.Failed, TaskState.Canceling,
    ];

    private readonly ConcurrentDictionary<string, TaskGroup> _groups = new();

    public void Map(Router router)
    {
        router.Map("GET", Root, exchange => Listing.ReplyAsync(
            exchange,
            _groups.Values.OrderByDescending(group => group.Created).Select(group => Row.Of(Show(group), group.Created)),
            null));
        router.Map("GET", $"{Root}{{id}}", exchange => exchange.ReplyAsync(200, Show(Find(exchange))));
        router.Map("PATCH", $"{Root}{{id}}", CancelAsync);
    }

    public TaskGroup Begin(TaskGroup group) => _groups[group.Id] = group;

    private TaskGroup Find(Exchange exchange) =>
        _groups.GetValueOrDefault(exchange.Path["id"]) ?? throw HttpProblemException.NoSuch("TaskGroup");

    private List<PulpTask> TasksOf(TaskGroup group) => [.. pulp.Tasks.All.Where(task => task.Group == group).OrderBy(task => task.Created)];

    private async Task CancelAsync(Exchange exchange)
    {
        var group = Find(exchange);
        if (Values.Text((await exchange.BodyAsync()).Fields["state"]) != "canceled")
        {
            throw HttpProblemException.Refused(new JsonArray("The only acceptable value for 'state' is 'canceled'."));
        }

        group.IsCanceled = true;
        var canceled = TasksOf(group).ConvertAll(pulp.Tasks.Cancel).Contains(true);
        await exchange.ReplyAsync(canceled ? 200 : 409, Show(group));
    }

    private JsonObject Show(TaskGroup group)
    {
        var tasks = TasksOf(group);
        var shown = new JsonObject
        {
            ["pulp_href"] = group.Href,
            ["prn"] = group.Prn,
            ["description"] = group.Description,
            ["all_tasks_dispatched"] = group.IsCanceled || (group.IsComplete && !pulp.Release.Has("3.75")),
        };
        if (!pulp.Release.Has("3.63"))
        {
            _ = shown.Remove("prn");
        }

        foreach (var state in States)
        {
            shown[TaskStateNames.Of(state)] = tasks.Count(task => task.State == state);
        }

        shown["group_progress_reports"] = new JsonArray(
            [.. new[] { group.Report }.OfType<ProgressReport>().Select(report => (JsonNode?)new JsonObject
        {
            ["message"] = report.Message,
            ["code"] = report.Code,
            ["total"] = report.Total,
            ["done"] = report.Done,
            ["suffix"] = report.Suffix,
        })]);
        shown["tasks"] = new JsonArray([.. tasks.Select(task => (JsonNode?)presentation.ShowBriefly(task))]);

        return shown;
    }
}
