// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Tests.Golden;
using Modules.Tests.Infra;
using Xunit.Abstractions;

namespace Modules.Tests.GoldenVersions;

/// <summary>
/// Every recorded write to a Pulp 3.21 and a Pulp 3.123 as a call of a module, against a server that is and answers as the recorded one:
/// what that version refuses is refused before anything is sent, what it takes is sent as it was, and a second run changes nothing.
/// What a module does otherwise, or cannot say, stands in <c>differences.txt</c>, one by one.
/// </summary>
public sealed class GoldenVersionTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, (string Reason, string Aspects)> Known = File
        .ReadLines(Path.Combine(RecordedExchange.Folder, "differences.txt"))
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(words => words[0], words => (words[1], words[2]));

    public static TheoryData<string> Series => [.. RecordedExchange.Series];

    [Theory]
    [MemberData(nameof(Series))]
    public async Task Each_version_is_dealt_with_as_it_is(string series)
    {
        using var pulp = new VersionServer(series);
        List<string> wrong = [];
        var (calls, agreeing) = (0, 0);
        for (var at = 0; at < pulp.All.Count; at++)
        {
            var exchange = pulp.All[at];
            if (!IsOfModules(exchange))
            {
                pulp.State.Learn(exchange);
                continue;
            }

            var found = VersionCall.Of(exchange, pulp) is { } call
                ? await new VersionTrial(pulp, at, call).RunAsync()
                : [new Disagreement("no-option", $"{exchange.Method} {exchange.Address} {exchange.Body?.ToJsonString()}")];
            pulp.State.Learn(exchange);
            (calls, agreeing) = (calls + 1, agreeing + (found.Count == 0 ? 1 : 0));
            var aspects = string.Join(',', found.Select(each => each.Aspect).Distinct().Order(StringComparer.Ordinal));
            if (aspects != (Known.TryGetValue(exchange.Name, out var known) ? known.Aspects : ""))
            {
                wrong.Add($"{exchange.Name} {(aspects.Length > 0 ? aspects : "agrees")}");
                found.ForEach(each => output.WriteLine($"{exchange.Name} {each.Aspect}: {each.Text}"));
            }
        }

        output.WriteLine($"{series}: {agreeing} of {calls} writes");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Each_difference_is_of_a_write_and_explained()
    {
        var readme = File.ReadAllText(Path.Combine(RecordedExchange.Folder, "README.md"));
        var writes = RecordedExchange.Series.SelectMany(RecordedExchange.Read).Where(IsOfModules);
        Assert.Empty(Known.Keys.Except(writes.Select(each => each.Name)));
        Assert.All(Known.Values, known => Assert.Contains($"`{known.Reason}`", readme, StringComparison.Ordinal));
    }

    /// <summary>A wrong login is refused with 403 by the old server and with 401 by the new one; both times it is the login.</summary>
    [Theory]
    [InlineData("plain-core-3.21.36", 403)]
    [InlineData("plain-core-3.123.1", 401)]
    public async Task A_wrong_login_is_told_as_one(string series, int status)
    {
        var recorded = RecordedExchange.Read(series)
            .First(each => each.Method == "GET" && (string?)each.Request["auth"] == "Basic admin:wrong" && each.IsRefused);
        Assert.Equal(status, recorded.Status);
        using var pulp = new VersionServer(series) { Refusal = recorded };

        var answer = await Calling.RunAsync("rpm_repository", pulp.Address);

        Assert.True((bool?)answer["failed"], answer.ToJsonString());
        Assert.Contains("password", (string)answer["msg"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("not authorized", (string)answer["msg"]!, StringComparison.Ordinal);
    }

    /// <summary>Sessions are how the product logs in, images are pushed by others, and who is nobody may do nothing.</summary>
    private static bool IsOfModules(RecordedExchange exchange) => exchange is { IsWrite: true, Inside: { } path }
        && path is not "login/"
        && exchange.Request["auth"] is not null;
}
