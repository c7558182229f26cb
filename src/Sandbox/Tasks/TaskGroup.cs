// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Entities;

namespace Sandbox.Tasks;

/// <summary>Tasks that one request started, as /task-groups/ shows them.</summary>
internal sealed class TaskGroup(string description)
{
    public string Id { get; } = Guid.CreateVersion7().ToString();

    public DateTime Created { get; } = DateTime.UtcNow;

    public string Description => description;

    public string Href => $"{EntityType.Root}task-groups/{Id}/";

    public string Prn => $"prn:core.taskgroup:{Id}";

    /// <summary>What Pulp shows as all_tasks_dispatched: it does not say when a group is complete, only that it was canceled.</summary>
    public bool IsCanceled { get; set; }

    /// <summary>It grows no more, which only older Pulps tell.</summary>
    public bool IsComplete { get; set; }

    /// <summary>How far the group as a whole is.</summary>
    public ProgressReport? Report { get; init; }
}
