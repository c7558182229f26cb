// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using Modules.Waiting;

namespace Modules.Pulp.Tasks;

/// <summary>
/// How often to look at running tasks, and how many to keep in the server's queue: as few looks as possible without letting a
/// worker idle. A look shall find a handful of tasks ended; meanwhile the workers live on what was queued.
/// </summary>
/// <param name="workers">Task workers of the server.</param>
/// <param name="limit">What the playbook allows at most; null for no limit.</param>
internal sealed class SyncThrottle(int workers, int? limit)
{
    private const int Handful = 5;
    private const int LeastPreparations = 8; // as many as the connection sends requests at a time
    private const int EndsRemembered = 20;
    private const double Soonest = 0.1;
    private const double Latest = 5;

    private readonly Queue<DateTimeOffset> _ends = new();
    private double _meanSeconds;
    private long _ended;
    private double _untilSomethingEnds = Soonest;

    /// <summary>
    /// Lets items through whose repository and remote are made or changed before their sync. Not all at once: the first syncs start
    /// while the last repositories are still made. More than workers, for on older servers a change is a task that is waited for.
    /// </summary>
    public AdjustableSemaphore Preparations { get; } = new(Math.Max(LeastPreparations, 2 * workers));

    /// <summary>Lets syncs through to the server.</summary>
    public AdjustableSemaphore Syncs { get; } = new(limit ?? workers + (2 * Handful));

    public TimeSpan Pause(int open)
    {
        var seconds = _ended == 0
            ? _untilSomethingEnds = Math.Min(_untilSomethingEnds * 1.5, Latest)
            : Math.Min(Handful, Math.Max(open, 1)) * (open > workers ? SecondsBetweenEnds() : _meanSeconds / workers);
        return TimeSpan.FromSeconds(Math.Clamp(seconds, Soonest, Latest));
    }

    /// <summary>The server does not keep up.</summary>
    public void Slower() => Syncs.Width = Math.Max(1, Syncs.Width / 2);

    public void Saw(IReadOnlyList<JsonObject> tasks, IReadOnlyList<JsonObject> ended)
    {
        foreach (var task in ended)
        {
            _ended++;
            _meanSeconds += (Seconds(task) - _meanSeconds) / Math.Min(_ended, EndsRemembered);
            Remember(Time(task["finished_at"]));
        }

        if (limit is not null || _ended == 0)
        {
            return;
        }

        // What the workers use up between two looks, and one handful in reserve: the look takes time, and so do the requests that
        // fill the queue again. Where others' tasks hold the workers, ours only wait: then the queue is not made longer than one round.
        var running = tasks.Count(task => (string?)task["state"] == "running");
        var waiting = tasks.Count(task => (string?)task["state"] == "waiting");
        var between = workers * Pause(Handful).TotalSeconds / Math.Max(_meanSeconds, 0.01);
        Syncs.Width = waiting > workers && running < workers / 2
            ? Math.Max(running + 1, Syncs.Width / 2)
            : workers + Handful + (int)Math.Min(Math.Ceiling(between), 20 * workers);
    }

    /// <summary>How long a worker was busy with a task.</summary>
    public static double Seconds(JsonObject task) =>
        Time(task["started_at"]) is { } from && Time(task["finished_at"]) is { } to ? (to - from).TotalSeconds : 0;

    /// <summary>
    /// From one end to the next while more tasks are open than there are workers. Pulp runs some kinds one after another, however
    /// many workers it has: they end as far apart as each lasts.
    /// </summary>
    private double SecondsBetweenEnds()
    {
        var alike = _meanSeconds / workers;
        return _ends.Count > workers
            ? Math.Clamp((_ends.Max() - _ends.Min()).TotalSeconds / (_ends.Count - 1), alike, _meanSeconds)
            : alike;
    }

    private void Remember(DateTimeOffset? end)
    {
        if (end is not { } time)
        {
            return;
        }

        _ends.Enqueue(time);
        if (_ends.Count > EndsRemembered)
        {
            _ = _ends.Dequeue();
        }
    }

    private static DateTimeOffset? Time(JsonNode? value) =>
        DateTimeOffset.TryParse((string?)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
