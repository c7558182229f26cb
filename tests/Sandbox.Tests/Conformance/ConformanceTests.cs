// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace Sandbox.Tests.Conformance;

/// <summary>Whether the sandbox answers as the real Pulp did, exchange by exchange.</summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_sandbox_answers_as_the_recorded_Pulp_did()
    {
        var reasons = Reasons();
        var report = new StringBuilder();
        var (agreed, counted, excluded) = (0, 0, 0);
        var differing = new List<string>();
        foreach (var series in Series.All)
        {
            var steps = (await Replay.RunAsync(series))
                .Select(step => reasons.TryGetValue(step.Exchange.Name, out var reason) ? step with { Excluded = reason } : step)
                .ToList();
            var asked = steps.Where(step => step.Excluded is null).ToList();
            Line(report, series.Module, asked.Count(step => step.Agrees), asked.Count, steps.Count - asked.Count);
            foreach (var step in asked.Where(step => !step.Agrees))
            {
                report.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"    {step.Exchange.Name} {step.Exchange.Method} {step.Exchange.Path}?{step.Exchange.Query}");
                foreach (var difference in step.Differences.Take(4))
                {
                    report.AppendLine(CultureInfo.InvariantCulture, $"        {difference}");
                }
            }

            differing.AddRange(asked.Where(step => !step.Agrees).Select(step => step.Exchange.Name));
            agreed += asked.Count(step => step.Agrees);
            counted += asked.Count;
            excluded += steps.Count - asked.Count;
        }

        Line(report, "total", agreed, counted, excluded);
        output.WriteLine(report.ToString());
        await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "conformance.txt"), report.ToString());

        Assert.Equal(KnownDifferences.Of("golden.json").Order(StringComparer.Ordinal), differing.Order(StringComparer.Ordinal));
        // What is left out must not grow unseen.
        Assert.True(excluded <= 0.1 * (counted + excluded), report.ToString());
    }

    private static void Line(StringBuilder report, string name, int agreed, int counted, int excluded) =>
        report.AppendLine(
            CultureInfo.InvariantCulture,
            $"{name,-26} {(counted == 0 ? 1 : (double)agreed / counted),8:P1}  {agreed} of {counted}, {excluded} not counted");

    /// <summary>Exchanges that depend on something outside the recording which no rule can see, each with its reason.</summary>
    private static Dictionary<string, string> Reasons()
    {
        using var stream = typeof(ConformanceTests).Assembly.GetManifestResourceStream("unreplayable.json")!;

        return JsonNode.Parse(stream)!.AsObject().ToDictionary(entry => entry.Key, entry => (string)entry.Value!);
    }
}
