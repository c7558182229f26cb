// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost.Values;

namespace ModuleHost.Tests;

public sealed class UtcTimeTests
{
    private static readonly DateTimeOffset Time = new DateTimeOffset(2026, 11, 26, 12, 0, 5, TimeSpan.FromHours(2)).AddTicks(1234567);

    [Theory]
    [InlineData(0, "2026-11-26T10:00:05Z")]
    [InlineData(3, "2026-11-26T10:00:05.123Z")]
    [InlineData(6, "2026-11-26T10:00:05.123456Z")]
    public void A_time_of_any_offset_is_told_in_utc(int decimals, string expected) =>
        Assert.Equal(expected, UtcTime.Show(Time, decimals));
}
