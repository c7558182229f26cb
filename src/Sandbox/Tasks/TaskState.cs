// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Tasks;

internal enum TaskState
{
    Waiting,
    Running,
    Completed,
    Failed,
    Canceling,
    Canceled,
    Skipped,
}
