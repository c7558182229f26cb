// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists.Reporting;

/// <summary>What the answer of a list holds of its items: what somebody reads, or a loop over it asks for.</summary>
public sealed class ShownResultsTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();
    private readonly FileUpstream _upstream =
        new(asked => asked.Url!.AbsolutePath.Contains("bad", StringComparison.Ordinal) ? 404 : 200);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shown-results-");

    public void Dispose()
    {
        _pulp.Dispose();
        _upstream.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_is_as_it_was_is_short()
    {
        var first = await RunAsync(["a", "b"], "short");
        Assert.All(Results(first), item => Assert.True(item.ContainsKey("task") && item.ContainsKey("seconds")));

        var second = await RunAsync(["a", "b"], "short");

        Assert.All(Results(second), item => Assert.Equal(
            ["action", "changed", "failed", "msg", "name", "repository_version", "type"],
            item.Select(pair => pair.Key).Order(StringComparer.Ordinal)));
        Assert.All(Results(await RunAsync(["a", "b"], "all")), item => Assert.True(item.ContainsKey("seconds")));
        Assert.Equal(2, (int)second["summary"]!["total"]!);
        Assert.Equal("stackhpc.kayobe_modules", (string?)second["collection"]!["name"]);
        Assert.Matches("^[0-9]+[.]", (string?)second["collection"]!["version"]);
    }

    [Fact]
    public async Task Where_some_fail_those_are_shown_and_the_report_has_all()
    {
        var report = Path.Combine(_folder.FullName, "report.json");
        var answer = await RunAsync(["a", "b", "bad", "c"], "short", report);

        var failed = Assert.Single(Results(answer));
        Assert.Equal("bad", (string?)failed["name"]);
        Assert.True((int)failed["attempts"]! >= 1); // scripts for the older roles read it of the first
        Assert.Equal(4, (int)answer["summary"]!["total"]!);
        Assert.Equal(1, (int)answer["summary"]!["failed"]!);
        var written = JsonNode.Parse(await File.ReadAllTextAsync(report))!["results"]!.AsArray();
        Assert.Equal(["a", "b", "bad", "c"], written.Select(item => (string?)item!["name"]));
        Assert.All(written, item => Assert.True(item!.AsObject().ContainsKey("seconds")));
        Assert.Equal(4, Results(await RunAsync(["a", "b", "bad", "c"], "all")).Count());
    }

    private static IEnumerable<JsonObject> Results(JsonObject answer) => answer["results"]!.AsArray().Select(item => item!.AsObject());

    private Task<JsonObject> RunAsync(IEnumerable<string> names, string show, string? report = null) => Calling.ListAsync(
        "repositories",
        _pulp.Address,
        "file",
        names.Select(name => new JsonObject { ["name"] = name, ["url"] = $"{_upstream.Address}/{name}/PULP_MANIFEST", ["max_retries"] = 0 }),
        more: new JsonObject { ["show_results"] = show, ["retries"] = 0, ["report_file"] = report });
}
