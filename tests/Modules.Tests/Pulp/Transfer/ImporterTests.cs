// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Transfer;

/// <summary>Where exported repositories are read into.</summary>
public sealed class ImporterTests
{
    [Fact]
    public async Task A_repository_that_is_not_here_is_named_before_it_is_sent()
    {
        using var pulp = new SandboxProcess();
        _ = await pulp.RunAsync("file_repository", """{"name":"here","state":"present"}""");
        _ = await pulp.RunAsync("pulp_importer", Importer("here"));

        var refused = await pulp.RunAsync("pulp_importer", Importer("nope"));
        Assert.Equal(
            "Failed to find repositories from repo_mapping: names: ['nope']. Could not find repository with {'name': 'nope'}.",
            (string?)refused["msg"]);
        Assert.Contains("no repository", (string?)(await pulp.RunAsync("pulp_importer", Importer("")))["msg"], StringComparison.Ordinal);

        var assumed = await pulp.RunAsync("pulp_importer", Importer("nope"), checkMode: true);
        Assert.True((bool?)assumed["changed"]);
        Assert.Contains(
            "Check mode assumes that an earlier task would create it", assumed["warnings"]![0]!.ToString(), StringComparison.Ordinal);

        Assert.False((bool?)(await pulp.RunAsync("pulp_importer", Importer("here")))["changed"]);
    }

    private static JsonObject Importer(string to) =>
        new() { ["name"] = "offline", ["repo_mapping"] = new JsonObject { ["theirs"] = to }, ["state"] = "present" };
}
