// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Sandbox.Tasks;

/// <summary>What running work sees of its task.</summary>
internal sealed class TaskContext(PulpTask task)
{
    public PulpTask Task => task;

    /// <summary>Cancelled when a client cancels the task or the server stops.</summary>
    public CancellationToken Canceled => task.Canceled;

    public ProgressReport Report(string message, string code, long? total = null, string? suffix = null)
    {
        var report = new ProgressReport(message, code, total, suffix);
        task.Reports = task.Reports.Add(report);

        return report;
    }

    /// <summary>Notes a resource in created_resources, in the order of creation; once, whoever says so first.</summary>
    public void Created(string href) =>
        task.CreatedResources = task.CreatedResources.Contains(href) ? task.CreatedResources : task.CreatedResources.Add(href);

    public void Result(JsonNode? result) => task.Result = result;
}
