// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Waiting;

namespace Modules.Tests.Waiting;

public sealed class PollingTests
{
    private static readonly Func<int, TimeSpan> Briefly = Polling.Every(TimeSpan.FromMilliseconds(1));

    [Fact]
    public async Task What_is_there_is_seen_without_a_pause()
    {
        var polling = Polling.For(TimeSpan.Zero, _ => throw new InvalidOperationException("a pause"));

        Assert.Equal(7, await polling.UntilAsync(_ => Task.FromResult<Look<int>>(new Look<int>.Found(7)), CancellationToken.None));
    }

    [Fact]
    public async Task What_comes_is_awaited()
    {
        var looks = 0;

        var found = await Polling.For(TimeSpan.FromMinutes(1), Briefly).UntilAsync<int>(
            _ => Task.FromResult<Look<int>>(
                ++looks == 3 ? new Look<int>.Found(looks) : new Look<int>.NotYet(() => new ModuleException("late"))),
            CancellationToken.None);

        Assert.Equal(3, found);
    }

    [Fact]
    public async Task What_the_last_look_saw_is_told_and_only_that()
    {
        var (looks, told) = (0, 0);
        var polling = Polling.For(TimeSpan.FromSeconds(10), Briefly, new Clock());

        var late = await Assert.ThrowsAsync<ModuleException>(() => polling.UntilAsync<int>(
            _ =>
            {
                var look = ++looks;
                return Task.FromResult<Look<int>>(new Look<int>.NotYet(() =>
                {
                    told++;
                    return new ModuleException($"look {look}");
                }));
            },
            CancellationToken.None));

        Assert.Equal((1, $"look {looks}"), (told, late.Message));
        Assert.True(looks > 1);
    }

    [Fact]
    public void Pauses_grow_up_to_the_longest()
    {
        var pause = Polling.Growing(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2));

        Assert.Equal([100, 150, 225, 2000, 2000], new[] { 1, 2, 3, 9, 10_000 }.Select(looks => (int)pause(looks).TotalMilliseconds));
    }

    /// <summary>A second passes whenever somebody looks at it.</summary>
    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => _now += TimeSpan.FromSeconds(1);
    }
}
