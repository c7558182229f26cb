// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Pulp.Tasks;

/// <summary>Waits until Pulp tasks have ended: one by one, or many with one request a round.</summary>
internal interface ITaskWaiter
{
    /// <summary>The ended task, however it ended.</summary>
    /// <exception cref="ModuleException">It did not end in time.</exception>
    Task<JsonObject> EndAsync(string href, CancellationToken ct);

    /// <summary>The completed task.</summary>
    /// <exception cref="ModuleException">It failed, was canceled, or did not end in time.</exception>
    async Task<JsonObject> CompleteAsync(string href, CancellationToken ct)
    {
        var task = await EndAsync(href, ct);
        return (string?)task["state"] == "completed" ? task : throw TaskWaiter.Failure(task);
    }
}
