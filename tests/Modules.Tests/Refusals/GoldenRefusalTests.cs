// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Tests.Infra;
using Xunit.Abstractions;

namespace Modules.Tests.Refusals;

/// <summary>
/// Every recorded value as an option, against a server that answers as recorded: what Pulp refuses is refused before anything is
/// written, in check mode and for real; what Pulp takes is taken, and a second run changes nothing.
/// </summary>
public sealed class GoldenRefusalTests(TallyTable table, ITestOutputHelper output) : IClassFixture<TallyTable>
{
    /// <summary>Entity, operation, field, value and, where it matters, what was there before; after the reason.</summary>
    private static readonly ILookup<string, string> Differences = File
        .ReadLines(Path.Combine(Binary.RepositoryRoot, "tests/golden-refusals/differences.txt"))
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .Select(line => line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..])
        .ToLookup(line => line.Split('\t')[0]);

    public static TheoryData<string> Entities => [.. RecordedRequest.Entities.Where(entity => Subject.Of(entity) is not null)];

    [Theory]
    [MemberData(nameof(Entities))]
    public async Task What_Pulp_refuses_is_foreseen_and_what_it_takes_converges(string entity)
    {
        var (tally, found) = await RunAsync(entity, Subject.Of(entity)!);
        table.Add(tally, found);
        output.WriteLine($"{Tally.Heading}\n{tally}");

        var names = found.Select(line => line[..line.IndexOf("\t=> ", StringComparison.Ordinal)]).ToList();
        Assert.Empty(found.Where((_, index) => !Differences[entity].Contains(names[index])));
        Assert.Empty(Differences[entity].Except(names));
    }

    private static async Task<(Tally Tally, List<string> Differences)> RunAsync(string entity, Subject subject)
    {
        var requests = RecordedRequest.Read(entity).Where(each => each.Operation is "create" or "update").ToList();
        using var pulp = new RecordedPulp();
        var (tally, differences) = (new Tally(entity), new List<string>());
        foreach (var request in requests)
        {
            var trial = new Trial(subject, requests, request, pulp);
            if (trial.Arguments is null)
            {
                tally.NoOption++;
                continue;
            }

            var problem = await trial.RunAsync();
            if (trial.IsRefused)
            {
                tally.Refused++;
                tally.Foreseen += problem is null ? 1 : 0;
            }
            else
            {
                tally.Accepted++;
                tally.Taken += trial.IsTaken ? 1 : 0;
                tally.Converge += problem is null ? 1 : 0;
            }

            if (problem is not null)
            {
                differences.Add($"{request.Name}\t=> {problem}");
            }
        }

        return (tally, differences);
    }
}
