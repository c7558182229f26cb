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
