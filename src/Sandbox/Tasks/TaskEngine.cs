namespace Sandbox.Tasks;

/// <summary>Runs tasks on a number of workers; those that share no exclusive resource run in parallel, the rest in order of arrival.</summary>
internal sealed class TaskEngine(int workers, TimeSpan duration)
{
    private readonly Lock _gate = new();
    private readonly List<(PulpTask Task, Func<TaskContext, Task> Work)> _waiting = [];
    private readonly HashSet<PulpTask> _running = [];

    // Done in their requests: they hold resources, but no worker.
    private readonly HashSet<PulpTask> _immediate = [];
    private readonly Dictionary<string, PulpTask> _all = [];

    public int Workers => workers;

    public IReadOnlyList<PulpTask> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all.Values.OrderByDescending(task => task.Created)];
            }
        }
    }

    public PulpTask? Find(string id)
    {
        lock (_gate)
        {
            return _all.GetValueOrDefault(id);
        }
    }

    /// <summary>Takes in a task that had ended before we began.</summary>
    public void Restore(PulpTask task)
    {
        lock (_gate)
        {
            _all.Add(task.Id, task);
        }
    }

    /// <summary>Queues work for a worker.</summary>
    public PulpTask Dispatch(PulpTask task, Func<TaskContext, Task> work)
    {
        lock (_gate)
        {
            _all.Add(task.Id, task);
            _waiting.Add((task, work));
        }

        Pump();

        return task;
    }

    /// <summary>Does short work at once, in the request, when nothing stands in its way; else queues it.</summary>
    public async Task<PulpTask> DispatchNowAsync(PulpTask task, Func<TaskContext, Task> work)
    {
        lock (_gate)
        {
            if (!Taken().Allows(task.Locks))
            {
                _all.Add(task.Id, task);
                _waiting.Add((task, work));
                return task;
            }

            _all.Add(task.Id, task);
            _immediate.Add(task);
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

            if (_waiting.RemoveAll(entry => entry.Task == task) > 0)
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

    public void Remove(PulpTask task)
    {
        lock (_gate)
        {
            _all.Remove(task.Id);
        }
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

    /// <summary>Starts every waiting task that has a free worker and whose resources nobody before it holds or waits for.</summary>
    private void Pump()
    {
        lock (_gate)
        {
            var taken = Held();
            foreach (var entry in _waiting.ToList())
            {
                if (taken.Allows(entry.Task.Locks))
                {
                    entry.Task.Unblocked ??= DateTime.UtcNow;
                    if (_running.Count < workers)
                    {
                        _waiting.Remove(entry);
                        _running.Add(entry.Task);
                        Start(entry.Task);
                        _ = Task.Run(() => RunAsync(entry.Task, entry.Work, duration));
                    }
                }

                taken.Take(entry.Task.Locks);
            }
        }
    }

    /// <summary>What is held now.</summary>
    private LockTable Held()
    {
        var held = new LockTable();
        foreach (var task in _running.Concat(_immediate))
        {
            held.Take(task.Locks);
        }

        return held;
    }

    /// <summary>What is held, or will be before anybody who comes now.</summary>
    private LockTable Taken()
    {
        var taken = Held();
        foreach (var entry in _waiting)
        {
            taken.Take(entry.Task.Locks);
        }

        return taken;
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
            _running.Remove(task);
            _immediate.Remove(task);
        }

        Pump();
    }
}
