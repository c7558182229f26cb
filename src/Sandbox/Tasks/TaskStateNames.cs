// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Tasks;

/// <summary>States of tasks in Pulp's words.</summary>
internal static class TaskStateNames
{
    public static string Of(TaskState state) => state switch
    {
        TaskState.Waiting => "waiting",
        TaskState.Running => "running",
        TaskState.Completed => "completed",
        TaskState.Failed => "failed",
        TaskState.Canceling => "canceling",
        TaskState.Canceled => "canceled",
        _ => "skipped",
    };
}
