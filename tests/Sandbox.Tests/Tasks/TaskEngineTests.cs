// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Tasks;

namespace Sandbox.Tests.Tasks;

public sealed class TaskEngineTests
{
    [Fact]
    public async Task Tasks_of_different_repositories_run_in_parallel()
    {
        var engine = new TaskEngine(2, TimeSpan.Zero);
        var both = new Barrier2();

        var one = engine.Dispatch(Exclusive("repository 1"), _ => both.MeetAsync());
        var two = engine.Dispatch(Exclusive("repository 2"), _ => both.MeetAsync());

        // Each waits for the other: one after the other they would never end.
        await EndedAsync(one, two);
        Assert.Equal(TaskState.Completed, one.State);
        Assert.Equal(TaskState.Completed, two.State);
    }

    [Fact]
    public async Task Tasks_of_one_repository_run_one_after_the_other_in_order_of_arrival()
    {
        var engine = new TaskEngine(4, TimeSpan.Zero);
        var order = new List<int>();
        var running = 0;

        var tasks = Enumerable.Range(0, 5).Select(number => engine.Dispatch(Exclusive("repository"), async _ =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            order.Add(number);
            await Task.Delay(5);
            Interlocked.Decrement(ref running);
        })).ToArray();

        await EndedAsync(tasks);
        Assert.All(tasks, task => Assert.Null(task.Error));
        Assert.Equal([0, 1, 2, 3, 4], order);
    }

    [Fact]
    public async Task A_shared_resource_is_no_obstacle_to_those_who_share_it()
    {
        var engine = new TaskEngine(2, TimeSpan.Zero);
        var both = new Barrier2();

        var one = engine.Dispatch(Locks([], ["remote"]), _ => both.MeetAsync());
        var two = engine.Dispatch(Locks([], ["remote"]), _ => both.MeetAsync());

        await EndedAsync(one, two);
        Assert.Null(one.Error);
    }

    [Fact]
    public async Task Whoever_wants_a_shared_resource_alone_waits_and_is_not_overtaken()
    {
        var engine = new TaskEngine(3, TimeSpan.Zero);
        var go = new TaskCompletionSource();
        var order = new List<string>();

        var reader = engine.Dispatch(Locks([], ["remote"]), _ => go.Task);
        var writer = engine.Dispatch(Exclusive("remote"), _ => NoteAsync("writer"));
        var late = engine.Dispatch(Locks([], ["remote"]), _ => NoteAsync("late reader"));

        Assert.Equal(TaskState.Waiting, writer.State);
        Assert.Equal(TaskState.Waiting, late.State);
        Assert.Null(writer.Unblocked);
        go.SetResult();
        await EndedAsync(reader, writer, late);
        Assert.Equal(["writer", "late reader"], order);

        Task NoteAsync(string who)
        {
            order.Add(who);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task No_more_tasks_run_than_there_are_workers()
    {
        var engine = new TaskEngine(2, TimeSpan.Zero);
        var (running, most) = (0, 0);

        var tasks = Enumerable.Range(0, 8).Select(number => engine.Dispatch(Exclusive($"repository {number}"), async _ =>
        {
            var now = Interlocked.Increment(ref running);
            most = Math.Max(most, now);
            await Task.Delay(10);
            Interlocked.Decrement(ref running);
        })).ToArray();

        await EndedAsync(tasks);
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_running_task_that_is_canceled_ends_as_canceled_and_frees_its_resources()
    {
        var engine = new TaskEngine(1, TimeSpan.Zero);
        var tidied = new TaskCompletionSource();
        var task = engine.Dispatch(Exclusive("repository"), async context =>
        {
            context.Report("Downloading", "sync.downloading");
            await Task.Delay(Timeout.Infinite, context.Canceled).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await tidied.Task;
            context.Canceled.ThrowIfCancellationRequested();
        });
        await UntilAsync(() => task.Reports.Count == 1);

        Assert.True(engine.Cancel(task));
        Assert.Equal(TaskState.Canceling, task.State);
        tidied.SetResult();

        await EndedAsync(task, engine.Dispatch(Exclusive("repository"), _ => Task.CompletedTask));
        Assert.Equal(TaskState.Canceled, task.State);
        Assert.Equal("canceled", task.Reports[0].State);
        Assert.False(engine.Cancel(task));
    }

    [Fact]
    public async Task A_waiting_task_that_is_canceled_never_starts()
    {
        var engine = new TaskEngine(1, TimeSpan.Zero);
        var go = new TaskCompletionSource();
        var first = engine.Dispatch(Exclusive("repository"), _ => go.Task);
        var second = engine.Dispatch(Exclusive("repository"), _ => throw new InvalidOperationException("it started"));

        Assert.True(engine.Cancel(second));
        go.SetResult();

        await EndedAsync(first, second);
        Assert.Equal(TaskState.Canceled, second.State);
        Assert.Null(second.Started);
        Assert.Null(second.Error);
    }

    [Fact]
    public async Task A_failure_is_told_and_fails_its_open_reports()
    {
        var engine = new TaskEngine(1, TimeSpan.Zero);
        var task = engine.Dispatch(Exclusive("repository"), context =>
        {
            context.Report("Done before", "done").Complete();
            context.Report("Parsing", "parsing");
            throw new TaskFailedException("404, message='Not Found'");
        });

        await EndedAsync(task);
        Assert.Equal(TaskState.Failed, task.State);
        Assert.Equal("404, message='Not Found'", task.Error);
        Assert.Equal(["completed", "failed"], task.Reports.Select(report => report.State));
    }

    [Fact]
    public async Task Short_work_is_done_at_once_unless_its_resource_is_taken()
    {
        var engine = new TaskEngine(1, TimeSpan.FromMinutes(1));
        var busy = engine.Dispatch(Exclusive("busy"), _ => Task.CompletedTask);

        var free = await engine.DispatchNowAsync(Exclusive("free"), _ => Task.CompletedTask);
        var blocked = await engine.DispatchNowAsync(Exclusive("busy"), _ => Task.CompletedTask);

        Assert.Equal(TaskState.Completed, free.State);
        Assert.Equal(TaskState.Waiting, blocked.State);
        engine.Cancel(blocked);
        engine.Cancel(busy);
    }

    [Fact]
    public async Task Work_done_at_once_holds_its_resource_while_it_lasts()
    {
        var engine = new TaskEngine(1, TimeSpan.Zero);
        var go = new TaskCompletionSource();

        var first = engine.DispatchNowAsync(Exclusive("repository"), _ => go.Task);
        var second = engine.Dispatch(Exclusive("repository"), _ => Task.CompletedTask);

        Assert.Equal(TaskState.Waiting, second.State);
        go.SetResult();
        await first;
        await EndedAsync(second);
    }

    private static PulpTask Exclusive(string resource) => Locks([resource], []);

    private static PulpTask Locks(string[] exclusive, string[] shared) =>
        new("a task", new ResourceLocks(exclusive, shared), "/pulp/api/v3/users/1/");

    private static Task EndedAsync(params PulpTask[] tasks) => UntilAsync(() => tasks.All(task => task.IsFinal));

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 1000, "it takes too long");
            await Task.Delay(5);
        }
    }

    /// <summary>Lets nobody pass before two have come.</summary>
    private sealed class Barrier2
    {
        private readonly TaskCompletionSource _both = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _here;

        public Task MeetAsync()
        {
            if (Interlocked.Increment(ref _here) == 2)
            {
                _both.SetResult();
            }

            return _both.Task;
        }
    }
}
