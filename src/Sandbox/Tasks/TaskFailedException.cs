// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Tasks;

/// <summary>A task that cannot go on for a reason the user should read: becomes error.description as it stands.</summary>
internal sealed class TaskFailedException : Exception
{
    public TaskFailedException()
    {
    }

    public TaskFailedException(string message)
        : base(message)
    {
    }

    public TaskFailedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
