// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Pulp.Tasks;

namespace Modules.Tests.Pulp.Tasks;

/// <summary>How often running tasks are looked at.</summary>
public sealed class SyncThrottleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1.0, 5.0)] // one after another, as distributions are: a handful has ended when five could have
    [InlineData(0.25, 1.25)] // four at a time
    [InlineData(3.0, 5.0)] // our own slowness is not taken for the server's
    public void A_look_finds_a_handful_of_tasks_ended(double secondsBetweenEnds, double pause)
    {
        var throttle = Saw(workers: 4, secondsEach: 1, secondsBetweenEnds);
        Assert.Equal(pause, throttle.Pause(open: 50).TotalSeconds, precision: 3);
    }

    [Theory]
    [InlineData(4, 1.0)]
    [InlineData(1, 0.25)]
    public void The_last_tasks_are_looked_at_as_if_each_had_a_worker(int open, double pause)
    {
        var throttle = Saw(workers: 4, secondsEach: 1, secondsBetweenEnds: 1);
        Assert.Equal(pause, throttle.Pause(open).TotalSeconds, precision: 3);
    }

    [Fact]
    public void Tasks_that_run_one_after_another_are_looked_at_less_often_than_those_that_run_together()
    {
        var (serial, parallel) = (Saw(4, 0.2, 0.3), Saw(4, 0.2, 0.05));
        Assert.True(serial.Pause(99) > 3 * parallel.Pause(99), $"{serial.Pause(99)} and {parallel.Pause(99)}");
    }

    private static SyncThrottle Saw(int workers, double secondsEach, double secondsBetweenEnds)
    {
        var throttle = new SyncThrottle(workers, limit: null);
        var tasks = Enumerable.Range(0, 30).Select(number => Start.AddSeconds(number * secondsBetweenEnds)).Select(end => new JsonObject
        {
            ["state"] = "completed",
            ["started_at"] = end.AddSeconds(-secondsEach).ToString("O"),
            ["finished_at"] = end.ToString("O"),
        }).ToList();
        throttle.Saw(tasks, tasks);
        return throttle;
    }
}
