// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.PulpServer;

namespace Modules.Tests.PulpServer;

public sealed class WorkerCountsTests
{
    [Theory]
    [InlineData(1, 3, 2)]
    [InlineData(2, 5, 2)]
    [InlineData(4, 9, 4)]
    [InlineData(8, 11, 6)]
    [InlineData(256, 11, 6)]
    public void They_grow_with_the_cpus_until_the_database_is_full(long cpus, long serving, long tasks) =>
        Assert.Equal(new(serving, serving, tasks), WorkerCounts.For(cpus, 100, default));

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(128)]
    public void What_we_choose_fits_into_the_database(long cpus)
    {
        foreach (var connections in (long[])[60, 100, 200, 1000])
        {
            Assert.InRange(WorkerCounts.For(cpus, connections, default).Connections, 1, connections);
        }
    }

    [Fact]
    public void There_is_at_least_one_of_each() => Assert.Equal(new(1, 1, 2), WorkerCounts.For(4, 5, (null, null, 2)));

    [Fact]
    public void What_is_given_stays_and_takes_its_share()
    {
        Assert.Equal(new(32, 32, 2), WorkerCounts.For(64, 100, (32, 32, 2)));
        Assert.Equal(new(20, 8, 4), WorkerCounts.For(64, 100, (20, null, 4)) with { });
        Assert.True(WorkerCounts.For(64, 100, (32, 32, 2)).Connections > 100);
    }
}
