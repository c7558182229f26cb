// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Versions;

namespace Sandbox.Tests.Versions;

public sealed class EvrTests
{
    [Theory]
    [InlineData("1.0", "1.0", 0)]
    [InlineData("1.0", "1.1", -1)]
    [InlineData("1.10", "1.9", 1)]
    [InlineData("1.0a", "1.0", 1)]
    [InlineData("1.0~rc1", "1.0", -1)]
    [InlineData("1.0~rc1", "1.0~rc2", -1)]
    [InlineData("1.0^git1", "1.0", 1)]
    [InlineData("1.0^git1", "1.0.1", -1)]
    [InlineData("a", "1", -1)]
    [InlineData("1.001", "1.1", 0)]
    [InlineData("2_0", "2.0", 0)]
    [InlineData("10xyz", "10.1xyz", -1)]
    public void Versions_are_ordered_as_rpm_orders_them(string left, string right, int expected)
    {
        Assert.Equal(expected, Math.Sign(Evr.Compare(left, right)));
        Assert.Equal(-expected, Math.Sign(Evr.Compare(right, left)));
    }

    [Fact]
    public void The_epoch_weighs_most() => Assert.True(new Evr("1", "1", "1").CompareTo(new Evr("0", "9", "9")) > 0);
}
