// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Tests.Golden;

/// <summary>Every recorded case agrees, or says why not. Classes run side by side, so there is one for each part of Pulp.</summary>
public sealed class GoldenTests
{
    [Fact]
    public void Each_difference_is_explained_and_exists()
    {
        Assert.Empty(Differences.Stale);
        Assert.Empty(Differences.Reasons.Except(Differences.Explained));
    }

    [Fact]
    public void Each_case_is_in_one_of_the_classes() =>
        Assert.Equal(
            GoldenCase.Names.Order(StringComparer.Ordinal),
            new[]
            {
                RpmGoldenTests.Cases, DebGoldenTests.Cases, ContainerGoldenTests.Cases, FileGoldenTests.Cases, PythonGoldenTests.Cases,
                OtherGoldenTests.Cases,
            }.SelectMany(part => part.AsEnumerable<object[]>().Select(each => (string)each[0])).Order(StringComparer.Ordinal));
}
