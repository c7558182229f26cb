// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Api;

namespace Modules.Pulp.Tasks;

/// <summary>The cause of a failure: Pulp took a task and could not do it.</summary>
/// <param name="Href">The task.</param>
/// <param name="Fault">Why.</param>
internal sealed record FailedTask(string? Href, TaskFault Fault)
{
    /// <summary>The next try may succeed.</summary>
    public bool MayPass => Fault is TaskFault.Unknown or TaskFault.NotReached;
}
