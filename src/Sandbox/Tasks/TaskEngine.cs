// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Tasks;

/// <summary>
/// Runs tasks on a number of workers; those that share no exclusive resource run in parallel, the rest in order of arrival.
/// </summary>
internal sealed class TaskEngine(int workers, TimeSpan duration)
{
    private readonly Lock _gate = new();
    private readonly TaskQueue _queue = new(workers);

    public IReadOnlyList<PulpTask> All
    {
        get
        {
            lock (_gate)
            {
                return _queue.All;
            }
        }
    }

    public PulpTask? Find(string id)
    {
        lock (_gate)
        {
            return _queue.Find(id);
        }
    }

    /// <summary>Takes in a task that had ended before we began.</summary>
    public void Restore(PulpTask task)
    {
        lock (_gate)
        {
            _queue.Know(task);
        }
    }

    public void Remove(PulpTask task)
    {
        lock (_gate)
        {
            _queue.Forget(task);
        }
    }

    /// <summary>Queues work for a worker.</summary>
    public PulpTask Dispatch(PulpTask task, Func<TaskContext, Task> work)
    {
        lock (_gate)
        {
            _queue.Know(task);
            _queue.Enqueue(task, work);
        }

        Pump();

        return task;
    }

    /// <summary>Does short work at once, in the request, when nothing stands in its way; else queues it.</summary>
    public async Task<PulpTask> DispatchNowAsync(PulpTask task, Func<TaskContext, Task> work)
    {
        lock (_gate)
        {
            _queue.Know(task);
            if (!_queue.Admit(task))
            {
                _queue.Enqueue(task, work);
                return task;
            }

            Start(task);
        }

        await RunAsync(task, work, TimeSpan.Zero);

        return task;
    }

    /// <summary>Asks a task to stop: a waiting one never starts, a running one is told. False: it had ended.</summary>
    public bool Cancel(PulpTask task)
    {
        lock (_gate)
        {
            if (task.IsFinal)
            {
                return false;
            }

            if (_queue.Withdraw(task))
            {
                Finish(task, TaskState.Canceled);
            }
            else
            {
                task.State = TaskState.Canceling;
            }
        }

        task.Cancel();
        Pump();

        return true;
    }

    /// <summary>Cancels what runs and waits for it to end.</summary>
    public async Task StopAsync()
    {
        foreach (var task in All)
        {
            Cancel(task);
        }

        for (var tries = 0; tries < 50 && All.Any(task => !task.IsFinal); tries++)
        {
            await Task.Delay(20);
        }
    }

    private static void Start(PulpTask task)
    {
        task.Unblocked ??= DateTime.UtcNow;
        task.Started = DateTime.UtcNow;
        task.State = TaskState.Running;
    }

    private static void Finish(PulpTask task, TaskState state)
    {
        foreach (var report in task.Reports.Where(report => report.State == "running"))
        {
            report.State = state switch { TaskState.Failed => "failed", TaskState.Canceled => "canceled", _ => "completed" };
        }

        task.Finished = DateTime.UtcNow;
        task.State = state;
    }

    private void Pump()
    {
        lock (_gate)
        {
            foreach (var (task, work) in _queue.Advance())
            {
                Start(task);
                _ = Task.Run(() => RunAsync(task, work, duration));
            }
        }
    }

    private async Task RunAsync(PulpTask task, Func<TaskContext, Task> work, TimeSpan atLeast)
    {
        var end = TaskState.Completed;
        try
        {
            if (atLeast > TimeSpan.Zero)
            {
                await Task.Delay(atLeast, task.Canceled);
            }

            await work(new TaskContext(task));
        }
        catch (OperationCanceledException) when (task.Canceled.IsCancellationRequested)
        {
            end = TaskState.Canceled;
        }
        catch (Exception problem)
        {
            task.Error = problem.Message;
            end = TaskState.Failed;
        }

        lock (_gate)
        {
            Finish(task, end);
            _queue.Release(task);
        }

        Pump();
    }
}
