// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Tasks;

/// <summary>Who waits, who runs, and who may start next. Not thread-safe: the engine holds its gate around every call.</summary>
internal sealed class TaskQueue(int workers)
{
    private readonly Dictionary<string, PulpTask> _all = [];
    private readonly List<(PulpTask Task, Func<TaskContext, Task> Work)> _waiting = [];
    private readonly HashSet<PulpTask> _running = [];

    // Done in their requests: they hold resources, but no worker.
    private readonly HashSet<PulpTask> _immediate = [];

    public IReadOnlyList<PulpTask> All => [.. _all.Values.OrderByDescending(task => task.Created)];

    public PulpTask? Find(string id) => _all.GetValueOrDefault(id);

    public void Know(PulpTask task) => _all.Add(task.Id, task);

    public void Forget(PulpTask task) => _all.Remove(task.Id);

    public void Enqueue(PulpTask task, Func<TaskContext, Task> work) => _waiting.Add((task, work));

    /// <summary>Takes a task out of the line; false: it is not there any more.</summary>
    public bool Withdraw(PulpTask task) => _waiting.RemoveAll(entry => entry.Task == task) > 0;

    /// <summary>Lets a task begin at once, past all workers, if nobody holds or waits for its resources.</summary>
    public bool Admit(PulpTask task)
    {
        var taken = Held();
        foreach (var entry in _waiting)
        {
            taken.Take(entry.Task.Locks);
        }

        return taken.Allows(task.Locks) && _immediate.Add(task);
    }

    /// <summary>
    /// Moves to the running every waiting task that has a free worker and whose resources nobody before it holds or waits for.
    /// </summary>
    public IReadOnlyList<(PulpTask Task, Func<TaskContext, Task> Work)> Advance()
    {
        var started = new List<(PulpTask, Func<TaskContext, Task>)>();
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
                    started.Add(entry);
                }
            }

            taken.Take(entry.Task.Locks);
        }

        return started;
    }

    public void Release(PulpTask task)
    {
        _running.Remove(task);
        _immediate.Remove(task);
    }

    private LockTable Held()
    {
        var held = new LockTable();
        foreach (var task in _running.Concat(_immediate))
        {
            held.Take(task.Locks);
        }

        return held;
    }
}
