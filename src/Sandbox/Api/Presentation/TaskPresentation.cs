// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Api.Lists;
using Sandbox.Entities;
using Sandbox.Instance;
using Sandbox.Json;
using Sandbox.Tasks;

namespace Sandbox.Api.Presentation;

/// <summary>Tasks as /tasks/ shows them.</summary>
internal sealed class TaskPresentation(PulpInstance pulp)
{
    private static readonly (string Since, string Name)[] Young =
    [
        ("3.27", "created_by"), ("3.48", "unblocked_at"), ("3.48", "pulp_last_updated"), ("3.63", "prn"), ("3.88", "result"),
        ("3.107", "created_resource_prns"), ("3.110", "pulp_api_version"),
    ];

    public Row RowOf(PulpTask task) => Row.Of(Show(task), task.Created);

    public JsonObject Show(PulpTask task) => Known(new()
    {
        ["pulp_href"] = task.Href,
        ["prn"] = task.Prn,
        ["pulp_created"] = Clock.Show(task.Created),
        ["pulp_last_updated"] = Clock.Show(task.Created),
        ["state"] = TaskStateNames.Of(task.State),
        ["name"] = NameOf(task),
        ["logging_cid"] = task.LoggingCid,
        ["created_by"] = task.CreatedBy,
        ["unblocked_at"] = Clock.Show(task.Unblocked),
        ["started_at"] = Clock.Show(task.Started),
        ["finished_at"] = Clock.Show(task.Finished),
        ["error"] = task.Error is { } error ? Error(error) : null,
        ["worker"] = pulp.Release.Has("3.49") ? null : $"{EntityType.Root}workers/{Guid.Empty}/",
        ["parent_task"] = null,
        ["child_tasks"] = new JsonArray(),
        ["task_group"] = task.Group?.Href,
        ["progress_reports"] = new JsonArray([.. task.Reports.Select(report => (JsonNode?)Show(report))]),
        ["created_resources"] = new JsonArray([.. task.CreatedResources.Select(href => (JsonNode?)href)]),
        ["created_resource_prns"] = new JsonArray([.. task.CreatedResources.Select(href => (JsonNode?)PrnOf(href))]),
        ["reserved_resources_record"] = new JsonArray([.. ResourcesOf(task).Select(resource => (JsonNode?)resource)]),
        ["result"] = task.Result?.DeepClone(),
        ["pulp_api_version"] = "v3",
    });

    /// <summary>As a group lists them.</summary>
    public JsonObject ShowBriefly(PulpTask task) => Known(new()
    {
        ["pulp_href"] = task.Href,
        ["prn"] = task.Prn,
        ["pulp_created"] = Clock.Show(task.Created),
        ["pulp_last_updated"] = Clock.Show(task.Created),
        ["pulp_api_version"] = "v3",
        ["name"] = NameOf(task),
        ["state"] = TaskStateNames.Of(task.State),
        ["unblocked_at"] = Clock.Show(task.Unblocked),
        ["started_at"] = Clock.Show(task.Started),
        ["finished_at"] = Clock.Show(task.Finished),
        ["worker"] = null,
    });

    /// <summary>Without what the release does not tell yet.</summary>
    private JsonObject Known(JsonObject shown)
    {
        foreach (var (_, name) in Young.Where(young => !pulp.Release.Has(young.Since)))
        {
            shown.Remove(name);
        }

        return shown;
    }

    /// <summary>A newer Pulp's errors have a code of their own, which stands before the words too.</summary>
    private static JsonObject Error(string description)
    {
        var shown = new JsonObject { ["traceback"] = "" };
        if (description.StartsWith("[PLP", StringComparison.Ordinal) && description.IndexOf(']', StringComparison.Ordinal) is var end)
        {
            shown["error_code"] = description[1..end];
        }

        shown["description"] = description;

        return shown;
    }

    private string NameOf(PulpTask task) =>
        pulp.Release.Has("3.75") ? task.Name : task.Name.Replace(".ageneral_", ".general_", StringComparison.Ordinal);

    /// <summary>Before there were names of resources, their hrefs were recorded, and neither domains nor base paths.</summary>
    private IEnumerable<string> ResourcesOf(PulpTask task) => pulp.Release.Has("3.63")
        ? task.Locks.Record
        : task.Locks.Record.Where(resource => !resource.Contains(":core.domain:", StringComparison.Ordinal)).Select(HrefOf).Distinct();

    private string HrefOf(string resource)
    {
        const string Shared = "shared:";
        var isShared = resource.StartsWith(Shared, StringComparison.Ordinal);
        var name = isShared ? resource[Shared.Length..] : resource;
        var href = name switch
        {
            _ when name.Contains(":distribution", StringComparison.Ordinal) && name.StartsWith("pdrn:", StringComparison.Ordinal) =>
                "/api/v3/distributions/",
            _ when name.EndsWith(":orphans", StringComparison.Ordinal) => $"{EntityType.Root}orphans/cleanup/",
            _ => pulp.Schema.HrefOf(name) is { } found && found.StartsWith($"{EntityType.Root}distributions/", StringComparison.Ordinal)
                ? "/api/v3/distributions/"
                : pulp.Schema.HrefOf(name) ?? name,
        };

        return isShared && !href.StartsWith("/api/", StringComparison.Ordinal) ? Shared + href : href;
    }

    private string? PrnOf(string href) => pulp.Store.Find(href)?.Prn ?? pulp.Store.Versions.Find(href)?.Prn;

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
