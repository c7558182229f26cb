// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Releases;
using Xunit.Abstractions;

namespace Sandbox.Tests.Conformance;

/// <summary>Whether the sandbox that pretends to be an older or newer Pulp answers as that one did.</summary>
public sealed class VersionConformanceTests(ITestOutputHelper output)
{
    public static TheoryData<string> Recorded => [.. Series.Names("golden-versions")];

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task Each_release_answers_as_the_recorded_one_did(string name)
    {
        var isOld = name.Contains("3.21", StringComparison.Ordinal) || name.Contains("2.14", StringComparison.Ordinal);
        var series = Series.Read("golden-versions", name) with
        {
            Release = PulpRelease.Parse(isOld ? "3.21" : "3.123"),
            IsOrdered = false,
            Workers = 4,
            Domains = name.StartsWith("domain", StringComparison.Ordinal),
        };
        var known = KnownDifferences.Of("versions.json", name);
        var steps = (await Replay.RunAsync(series)).Where(step => step.Excluded is null).ToList();
        var differing = steps.Where(step => !step.Agrees).ToList();
        output.WriteLine($"{name}: {steps.Count - differing.Count} of {steps.Count} agree");
        foreach (var step in differing)
        {
            output.WriteLine($"{step.Exchange.Name} {step.Exchange.Method} {step.Exchange.Path}?{step.Exchange.Query}");
            step.Differences.Take(6).ToList().ForEach(difference => output.WriteLine($"    {difference}"));
        }

        Assert.Equal(known.Order(StringComparer.Ordinal), differing.Select(step => step.Exchange.Name).Order(StringComparer.Ordinal));
    }
}
