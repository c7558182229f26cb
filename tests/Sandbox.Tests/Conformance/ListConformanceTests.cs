// SPDX-License-Identifier: GPL-3.0-or-later
using Xunit.Abstractions;

namespace Sandbox.Tests.Conformance;

/// <summary>Whether the sandbox answers what lists, sessions and the later modules asked as the recorded Pulp did.</summary>
public sealed class ListConformanceTests(ITestOutputHelper output)
{
    public static TheoryData<string> Recorded => [.. Series.Names("golden-lists")];

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task The_sandbox_answers_as_the_recorded_Pulp_did(string name)
    {
        var series = Series.Read("golden-lists", name) with { IsOrdered = false, Workers = name == "misc" ? 3 : 4 };
        var known = KnownDifferences.Of("lists.json", name);
        var steps = await Replay.RunAsync(series);
        var asked = steps.Where(step => step.Excluded is null).ToList();
        var differing = asked.Where(step => !step.Agrees).ToList();
        output.WriteLine($"{name}: {asked.Count - differing.Count} of {asked.Count} agree, {steps.Count - asked.Count} not counted");
        foreach (var step in differing)
        {
            output.WriteLine($"{step.Exchange.Name} {step.Exchange.Method} {step.Exchange.Path}?{step.Exchange.Query}");
            step.Differences.Take(6).ToList().ForEach(difference => output.WriteLine($"    {difference}"));
        }

        Assert.Equal(known.Order(StringComparer.Ordinal), differing.Select(step => step.Exchange.Name).Order(StringComparer.Ordinal));
    }
}
