// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Api;
using Modules.Waiting;

namespace Modules.Pulp.Tasks;

/// <summary>Waits for many tasks with one request a round, however many there are.</summary>
/// <param name="api">The server.</param>
/// <param name="throttle">How often, learnt from what it sees.</param>
/// <param name="timeout">How long a task may take since it was handed in here.</param>
/// <param name="byHref">Whether the server can be asked for tasks by href (pulpcore 3.24 and later).</param>
internal sealed class SharedTaskWaiter(PulpApi api, SyncThrottle throttle, TimeSpan timeout, bool byHref) : ITaskWaiter
{
    private const string Fields = "pulp_href,name,state,error,created_resources,progress_reports,started_at,finished_at";
    private const int HrefsARequest = 50; // keeps the request line under 4 kB
    private const int FailuresBorne = 5;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Waiter> _open = [];
    private Task? _watching;

    /// <summary>What runs or waits at the server.</summary>
    public IReadOnlyList<string> Open
    {
        get
        {
            lock (_lock)
            {
                return [.. _open.Keys];
            }
        }
    }

    /// <summary>Seconds that workers spent on the tasks waited for.</summary>
    public double ServerSeconds { get; private set; }

    /// <summary>The same waiter for one item, under whose label its tasks are told of.</summary>
    public ITaskWaiter For(string label) => new OfItem(this, label);

    /// <summary>Told of every look at the open tasks, each with its <c>item</c>.</summary>
    public Action<IReadOnlyList<JsonObject>>? Seen { get; set; }

    public Task<JsonObject> EndAsync(string href, CancellationToken ct) => EndAsync(href, label: null, ct);

    private async Task<JsonObject> EndAsync(string href, string? label, CancellationToken ct)
    {
        Waiter waiter;
        lock (_lock)
        {
            if (!_open.TryGetValue(href, out waiter!))
            {
                _open[href] = waiter = new Waiter(DateTime.UtcNow + timeout, label);
            }

            _watching ??= Task.Run(() => WatchAsync(ct), CancellationToken.None);
        }

        return await waiter.Ended.Task.WaitAsync(ct);
    }

    /// <summary>Looks until nobody waits any more. How long each may wait is its own matter, see <see cref="Late"/>.</summary>
    private async Task WatchAsync(CancellationToken ct)
    {
        var failures = 0;
        var polling = new Polling(DateTimeOffset.MaxValue, _ => throttle.Pause(Open.Count), TimeProvider.System) { PausesFirst = true };
        try
        {
            _ = await polling.UntilAsync<bool>(
                async stop =>
                {
                    failures = await SucceedsAsync(failures, stop) ? 0 : failures + 1;
                    return IsOver() ? new Look<bool>.Found(true) : new Look<bool>.NotYet(() => new ModuleException("Tasks go on."));
                },
                ct);
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
            {
                _watching = null; // whoever waits is told by the same token; whoever comes later has another
            }
        }
    }

    private bool IsOver()
    {
        lock (_lock)
        {
            if (_open.Count == 0)
            {
                _watching = null;
            }

            return _open.Count == 0;
        }
    }

    /// <summary>Looks once. Some failures one after another are borne, of a server that is busy.</summary>
    private async Task<bool> SucceedsAsync(int failures, CancellationToken ct)
    {
        try
        {
            await LookAsync(ct);
            return true;
        }
        catch (ModuleException failure) when (failures + 1 >= FailuresBorne || !failure.Transient)
        {
            End(Open, waiter => waiter.Ended.TrySetException(failure));
        }
        catch (ModuleException)
        {
            throttle.Slower();
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            End(Open, waiter => waiter.Ended.TrySetException(bug)); // nobody must wait for a watch that is over
        }

        return false;
    }

    private async Task LookAsync(CancellationToken ct)
    {
        var open = Open.ToHashSet();
        var seen = new List<JsonObject>();
        foreach (var some in byHref ? open.Chunk(HrefsARequest) : [])
        {
            seen.AddRange(await ListAsync($"pulp_href__in={string.Join(',', some)}", ct));
        }

        if (!byHref)
        {
            // Older servers: what this run began and is unfinished; what is no longer among it, or was begun by others, one by one.
            seen.AddRange(await ListAsync($"state__in=waiting,running,canceling&logging_cid={api.CorrelationId}", ct));
            foreach (var href in open.Except(seen.Select(task => (string)task["pulp_href"]!)))
            {
                seen.Add((await api.GetAsync(href, ct)).Body!.AsObject());
            }
        }

        var known = seen.Where(task => open.Contains((string)task["pulp_href"]!)).ToList();
        var ended = known.Where(TaskWaiter.HasEnded).ToList();
        throttle.Saw(known, ended);
        Seen?.Invoke(Labeled(known));
        foreach (var task in ended)
        {
            ServerSeconds += SyncThrottle.Seconds(task);
            End([(string)task["pulp_href"]!], waiter => waiter.Ended.TrySetResult(task));
        }

        var gone = byHref ? open.Except(seen.Select(task => (string)task["pulp_href"]!)).ToList() : [];
        End(
            gone,
            waiter =>
                waiter.Ended.TrySetException(
                    new ModuleException("The task is no longer known to Pulp; somebody removed it.") { Transient = true }));
        foreach (var href in Late())
        {
            var task = seen.Find(each => (string?)each["pulp_href"] == href);
            var late = new ModuleException(
                $"Waiting for its task {href} timed out after {timeout.TotalSeconds} s"
                    + $"{(task is null ? "" : $"; it ({task["name"]}) is {task["state"]}")}{await TaskWaiter.WorkersAsync(api, task, ct)}. "
                    + "It goes on in Pulp; running again waits for it, or raise timeout.");
            End([href], waiter => waiter.Ended.TrySetException(late));
        }
    }

    private List<JsonObject> Labeled(List<JsonObject> tasks)
    {
        lock (_lock)
        {
            foreach (var task in tasks)
            {
                task["item"] = _open.GetValueOrDefault((string)task["pulp_href"]!)?.Label;
            }
        }

        return tasks;
    }

    private List<string> Late()
    {
        lock (_lock)
        {
            return [.. _open.Where(each => each.Value.Deadline < DateTime.UtcNow).Select(each => each.Key)];
        }
    }

    private async Task<IEnumerable<JsonObject>> ListAsync(string filter, CancellationToken ct) =>
        (await api.GetAsync($"tasks/?{filter}&fields={Fields}&limit=1000", ct)).Body!["results"]!.AsArray()
            .Select(each => each!.AsObject())
            .ToList();

    private void End(IReadOnlyList<string> hrefs, Action<Waiter> how)
    {
        foreach (var href in hrefs)
        {
            Waiter? waiter;
            lock (_lock)
            {
                _ = _open.Remove(href, out waiter);
            }

            if (waiter is not null)
            {
                how(waiter);
            }
        }
    }

    private sealed class OfItem(SharedTaskWaiter shared, string label) : ITaskWaiter
    {
        public Task<JsonObject> EndAsync(string href, CancellationToken ct) => shared.EndAsync(href, label, ct);
    }

    private sealed record Waiter(DateTime Deadline, string? Label)
    {
        public TaskCompletionSource<JsonObject> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
