// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Golden;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Rpm;

/// <summary>Packages copied between repositories.</summary>
public sealed class RpmCopyTests
{
    [Fact]
    public async Task A_copy_can_be_added_to_an_older_version()
    {
        using var pulp = new SandboxProcess();
        await FillAsync(pulp, "from", "bear-4.1-1.noarch.rpm");
        await FillAsync(pulp, "to", "lion-1.0-3.noarch.rpm");
        Assert.EndsWith("=> changed: true\n", await CopyAsync(pulp, 0), StringComparison.Ordinal);
        var repository = (await pulp.ListAsync("repositories/?name=to"))[0];
        var packages = await pulp.ListAsync($"content/rpm/packages/?repository_version={repository["latest_version_href"]}");
        Assert.Equal(["bear"], packages.Select(package => (string?)package["name"]));
    }

    [Fact]
    public async Task A_version_that_is_not_there_is_named()
    {
        using var pulp = new SandboxProcess();
        await FillAsync(pulp, "from", "bear-4.1-1.noarch.rpm");
        await FillAsync(pulp, "to", "lion-1.0-3.noarch.rpm");
        Assert.Contains("Version 9 does not exist for repository 'to'", await CopyAsync(pulp, 9), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("source_version", "from")]
    [InlineData("base_version", "to")]
    public async Task Check_mode_names_a_version_that_is_not_there(string option, string repository)
    {
        using var pulp = new SandboxProcess();
        await FillAsync(pulp, "from", "bear-4.1-1.noarch.rpm");
        await FillAsync(pulp, "to", "lion-1.0-3.noarch.rpm");
        var copy = new JsonObject { ["source_repository"] = "from", ["repository"] = "to", [option] = 9 };

        var answer = await pulp.RunAsync("rpm_copy", copy, checkMode: true);
        Assert.StartsWith($"{option}: repository '{repository}' has no version 9. It is at ", (string?)answer["msg"], StringComparison.Ordinal);
        copy[option] = 1;
        Assert.True((bool?)(await pulp.RunAsync("rpm_copy", copy, checkMode: true))["changed"]);
    }

    /// <summary>The second run copies nothing, and check mode says so.</summary>
    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"packages":["bear"]}""")]
    [InlineData("""{"packages":["bear"],"dependency_solving":false}""")]
    [InlineData("""{"packages":[]}""")]
    [InlineData("""{"source_version":0}""")]
    public async Task Check_mode_says_whether_a_copy_brings_something_new(string options)
    {
        using var pulp = new SandboxProcess();
        await FillAsync(pulp, "from", "bear-4.1-1.noarch.rpm");
        await FillAsync(pulp, "to", "lion-1.0-3.noarch.rpm");
        var copy = JsonNode.Parse(options)!.AsObject();
        (copy["source_repository"], copy["repository"]) = ("from", "to");

        var foreseen = await pulp.RunAsync("rpm_copy", copy, checkMode: true);
        var done = await pulp.RunAsync("rpm_copy", copy);

        Assert.True(done["failed"] is null, (string?)done["msg"]);
        Assert.Equal((bool)done["changed"]!, (bool)foreseen["changed"]!);
        Assert.False((bool)(await pulp.RunAsync("rpm_copy", copy, checkMode: true))["changed"]!);
        Assert.False((bool)(await pulp.RunAsync("rpm_copy", copy))["changed"]!);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Content_that_the_source_lacks_is_named(bool checkMode)
    {
        using var pulp = new SandboxProcess();
        await FillAsync(pulp, "from", "bear-4.1-1.noarch.rpm");
        await FillAsync(pulp, "to", "lion-1.0-3.noarch.rpm");
        string HrefOf(IEnumerable<JsonObject> packages, string name) =>
            (string)packages.Single(package => (string?)package["name"] == name)["pulp_href"]!;
        var all = await pulp.ListAsync("content/rpm/packages/");
        var (bear, lion) = (HrefOf(all, "bear"), HrefOf(all, "lion"));
        var copy = new JsonObject { ["source_repository"] = "from", ["repository"] = "to", ["content"] = new JsonArray(bear, lion) };

        var answer = await pulp.RunAsync("rpm_copy", copy, checkMode);
        Assert.StartsWith($"content: {lion}: not in ", (string?)answer["msg"], StringComparison.Ordinal);

        copy["content"] = new JsonArray(bear);
        Assert.True((bool?)(await pulp.RunAsync("rpm_copy", copy, checkMode))["changed"]);
    }

    private static Task<string> CopyAsync(SandboxProcess pulp, int baseVersion) => pulp.TellAsync("rpm_copy", new JsonObject
    {
        ["source_repository"] = "from",
        ["repository"] = "to",
        ["base_version"] = baseVersion,
        ["dependency_solving"] = false,
    });

    private static async Task FillAsync(SandboxProcess pulp, string repository, string file)
    {
        _ = await pulp.TellAsync("rpm_repository", new JsonObject { ["name"] = repository, ["state"] = "present" });
        _ = await pulp.TellAsync("rpm_package", new JsonObject
        {
            ["repository"] = repository,
            ["file"] = Path.Combine(GoldenCase.Folder, "files", file),
            ["state"] = "present",
        });
    }
}
