// SPDX-License-Identifier: GPL-3.0-or-later
namespace CiSandbox.Tests.OpenBao;

/// <summary>The sandbox is held to what a real OpenBao answered; where it differs, the case is named with the reason.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Series => [.. Recording.Series];

    [Theory]
    [MemberData(nameof(Series))]
    public async Task Answers_as_recorded_or_is_known_not_to(string series)
    {
        await using var recorded = await RecordedSeries.StartAsync();
        List<string> wrong = [];
        foreach (var each in Recording.Read(series))
        {
            var name = $"{series}/{each["case"]}";
            var difference = await recorded.RunAsync(each);
            if ((difference is not null) != Recording.Differences.ContainsKey(name))
            {
                wrong.Add(difference is null ? $"{name} does not differ any more" : $"{name}: {difference}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {Recording.Read(series).Count()}\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Each_known_difference_is_a_case() => Assert.Empty(Recording.Differences.Keys.Except(
        Recording.Series.SelectMany(series => Recording.Read(series).Select(each => $"{series}/{each["case"]}"))));
}
