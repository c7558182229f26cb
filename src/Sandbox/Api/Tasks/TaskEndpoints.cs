// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.Api.Access;
using Sandbox.Api.Lists;
using Sandbox.Api.Presentation;
using Sandbox.Api.Validation;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Tasks;

namespace Sandbox.Api.Tasks;

/// <summary>/tasks/: list, read, cancel, delete, purge.</summary>
internal sealed class TaskEndpoints(PulpInstance pulp, Validator validator, TaskPresentation presentation)
{
    private const string Root = $"{EntityType.Root}tasks/";

    // created_resources, reserved_resources… hold hrefs or prns: equality with one of them is what the filters mean.
    private static readonly HashSet<string> Filters =
    [
        "state", "state__in", "state__ne", "name", "name__in",
        "name__contains", "name__ne", "logging_cid", "logging_cid__contains", "started_at", "started_at__gt",
        "started_at__gte", "started_at__lt", "started_at__lte", "started_at__range", "started_at__isnull", "finished_at", "finished_at__gt",
        "finished_at__gte", "finished_at__lt", "finished_at__lte", "finished_at__range",
        "finished_at__isnull", "unblocked_at__isnull", "parent_task", "child_tasks",
        "task_group", "worker", "worker__in", "created_resources", "created_resources__in", "reserved_resources", "reserved_resources__in",
        "exclusive_resources", "exclusive_resources__in", "shared_resources",
        "shared_resources__in", "pulp_href__in", "prn__in", "pulp_id__in",
    ];

    public void Map(Router router)
    {
        router.Map(
            "GET",
            Root,
            exchange => Listing.ReplyAsync(
                exchange,
                IndexedSearch.Of(pulp.Tasks, exchange.Request.Query).Where(task => IsShown(exchange, task)).Select(presentation.RowOf),
                Filters));
        router.Map("GET", $"{Root}{{id}}", exchange => exchange.ReplyAsync(
            200, FieldSelection.Apply(exchange.Request, presentation.Show(Find(exchange)))));
        router.Map("PATCH", $"{Root}{{id}}", CancelAsync);
        router.Map("DELETE", $"{Root}{{id}}", DeleteAsync);
        router.Map("POST", $"{Root}purge", PurgeAsync);
    }

    private PulpTask Find(Exchange exchange) =>
        pulp.Tasks.Find(exchange.Path["id"]) is { } found && IsShown(exchange, found) ? found : throw HttpProblemException.NoSuch("Task");

    /// <summary>A task is shown to who began it.</summary>
    private bool IsShown(Exchange exchange, PulpTask task) => exchange.Account is not { IsAdmin: false } account
        || task.CreatedBy == account.Href
        || Grants.Of(pulp.Store, account).Has("core.view_task");

    private async Task CancelAsync(Exchange exchange)
    {
        var task = Find(exchange);
        var state = (await exchange.BodyAsync()).Fields["state"];
        if (Values.Text(state) != "canceled")
        {
            throw HttpProblemException.Refused(new JsonArray(state is null
                ? "'state' must be provided with the request."
                : "The only acceptable value for 'state' is 'canceled'."));
        }

        var shown = presentation.Show(task);
        if (!pulp.Tasks.Cancel(task))
        {
            await exchange.ReplyAsync(task.State == TaskState.Canceled ? 200 : 409, presentation.Show(task));
            return;
        }

        // The answer is what a worker has yet to act upon; Pulp leaves the user out of this one.
        shown["state"] = "canceling";
        shown["created_by"] = null;
        await exchange.ReplyAsync(200, shown);
    }

    private Task DeleteAsync(Exchange exchange)
    {
        var task = Find(exchange);
        if (!task.IsFinal)
        {
            return exchange.EmptyAsync(409);
        }

        pulp.Tasks.Remove(task);

        return exchange.EmptyAsync(204);
    }

    private async Task PurgeAsync(Exchange exchange)
    {
        var body = validator.Check(pulp.Schema.Bodies["Purge"], await exchange.BodyAsync());
        var before = DateTime.Parse(
            body["finished_before"]!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        var states = body["states"]!.AsArray().Select(state => state!.GetValue<string>()).ToHashSet();
        var task = pulp.Task("pulpcore.app.tasks.purge.purge", exchange, [], []);
        await exchange.AcceptedAsync(pulp.Tasks.Dispatch(task, context =>
        {
            Purge(context, before, states);

            return Task.CompletedTask;
        }));
    }

    private void Purge(TaskContext context, DateTime before, HashSet<string> states)
    {
        var old = pulp.Tasks.All.Where(task => task.IsFinal && task.Finished < before && states.Contains(TaskStateNames.Of(task.State)))
            .ToList();
        var total = context.Report("Purged task-related-objects total", "purge.tasks.total", 0);
        var tasks = context.Report("Purged task-objects of type core.Task", "purge.tasks.key.core.Task", 0);
        context.Report("Tasks failed to purge", "purge.tasks.error", 0).Complete();
        var reports = old.Sum(task => task.Reports.Count);
        if (reports > 0)
        {
            var related = context.Report("Purged task-objects of type core.ProgressReport", "purge.tasks.key.core.ProgressReport", reports);
            related.Done = reports;
            related.Complete();
            total.Increment(reports);
        }

        foreach (var task in old)
        {
            pulp.Tasks.Remove(task);
            total.Increment();
            tasks.Increment();
        }

        total.Total = total.Done;
        tasks.Total = tasks.Done;
        total.Complete();
        tasks.Complete();
    }
}
