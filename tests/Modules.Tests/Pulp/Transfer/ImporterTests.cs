// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Transfer;

/// <summary>Where exported repositories are read into.</summary>
public sealed class ImporterTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("transfer-");

    public void Dispose() => _folder.Delete(recursive: true);

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

    [Fact]
    public async Task Check_mode_tells_that_there_is_no_export_to_add_to()
    {
        using var pulp = new SandboxProcess();
        _ = await pulp.RunAsync("file_repository", """{"name":"here","state":"present"}""");
        _ = await pulp.RunAsync("pulp_exporter", new JsonObject
        {
            ["name"] = "offline",
            ["path"] = Path.Combine(_folder.FullName, "exports"),
            ["repositories"] = new JsonArray("here"),
            ["state"] = "present",
        });
        var export = new JsonObject { ["exporter"] = "offline", ["full"] = false };

        var foreseen = await pulp.RunAsync("pulp_export", export, checkMode: true);
        Assert.StartsWith(
            "full: There is no export of exporter 'offline' that one could add to.",
            (string?)foreseen["warnings"]?[0],
            StringComparison.Ordinal);
        Assert.True((bool?)(await pulp.RunAsync("pulp_export", export))["failed"]);

        _ = await pulp.RunAsync("pulp_export", """{"exporter":"offline"}""");
        Assert.Null((await pulp.RunAsync("pulp_export", export, checkMode: true))["warnings"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_version_of_a_repository_that_is_not_exported_is_refused_before_it_is_asked_for(bool checkMode)
    {
        using var pulp = new SandboxProcess();
        foreach (var name in (string[])["here", "other"])
        {
            _ = await pulp.RunAsync("file_repository", new JsonObject { ["name"] = name, ["state"] = "present" });
        }

        _ = await pulp.RunAsync("pulp_exporter", new JsonObject
        {
            ["name"] = "offline",
            ["path"] = Path.Combine(_folder.FullName, "exports"),
            ["repositories"] = new JsonArray("here"),
            ["state"] = "present",
        });

        var export = JsonNode.Parse("""{"exporter":"offline","versions":[{"repository":"other","version":0}]}""")!.AsObject();
        var answer = await pulp.RunAsync("pulp_export", export, checkMode);
        Assert.StartsWith(
            "versions: Repository 'other' is none of those of exporter 'offline'.", (string?)answer["msg"], StringComparison.Ordinal);
    }

    private static JsonObject Importer(string to) =>
        new() { ["name"] = "offline", ["repo_mapping"] = new JsonObject { ["theirs"] = to }, ["state"] = "present" };
}
