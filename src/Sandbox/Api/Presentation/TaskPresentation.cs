using System.Text.Json.Nodes;
using Sandbox.Api.Lists;
using Sandbox.Json;
using Sandbox.Tasks;

namespace Sandbox.Api.Presentation;

/// <summary>Tasks as /tasks/ shows them.</summary>
internal static class TaskPresentation
{
    public static Row RowOf(PulpTask task) => Row.Of(Show(task), task.Created);

    public static JsonObject Show(PulpTask task) => new()
    {
        ["pulp_href"] = task.Href,
        ["prn"] = task.Prn,
        ["pulp_created"] = Clock.Show(task.Created),
        ["pulp_last_updated"] = Clock.Show(task.Created),
        ["state"] = TaskStateNames.Of(task.State),
        ["name"] = task.Name,
        ["logging_cid"] = task.LoggingCid,
        ["created_by"] = task.CreatedBy,
        ["unblocked_at"] = Clock.Show(task.Unblocked),
        ["started_at"] = Clock.Show(task.Started),
        ["finished_at"] = Clock.Show(task.Finished),
        ["error"] = task.Error is null ? null : new JsonObject { ["traceback"] = "", ["description"] = task.Error },
        ["worker"] = null,
        ["parent_task"] = null,
        ["child_tasks"] = new JsonArray(),
        ["task_group"] = task.Group?.Href,
        ["progress_reports"] = new JsonArray([.. task.Reports.Select(report => (JsonNode?)Show(report))]),
        ["created_resources"] = new JsonArray([.. task.CreatedResources.Select(href => (JsonNode?)href)]),
        ["reserved_resources_record"] = new JsonArray([.. task.Locks.Record.Select(resource => (JsonNode?)resource)]),
        ["result"] = task.Result?.DeepClone(),
    };

    /// <summary>As a group lists them.</summary>
    public static JsonObject ShowBriefly(PulpTask task) => new()
    {
        ["pulp_href"] = task.Href,
        ["prn"] = task.Prn,
        ["pulp_created"] = Clock.Show(task.Created),
        ["pulp_last_updated"] = Clock.Show(task.Created),
        ["name"] = task.Name,
        ["state"] = TaskStateNames.Of(task.State),
        ["unblocked_at"] = Clock.Show(task.Unblocked),
        ["started_at"] = Clock.Show(task.Started),
        ["finished_at"] = Clock.Show(task.Finished),
        ["worker"] = null,
    };

    private static JsonObject Show(ProgressReport report) => new()
    {
        ["message"] = report.Message,
        ["code"] = report.Code,
        ["state"] = report.State,
        ["total"] = report.Total,
        ["done"] = report.Done,
        ["suffix"] = report.Suffix,
    };
}
