// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Container;

/// <summary>Caches of registries and package indexes: as modules, in the lists, and promoted.</summary>
public sealed class PullThroughTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();

    public void Dispose() => _pulp.Dispose();

    [Fact]
    public async Task A_cache_is_made_changed_and_removed()
    {
        const string Remote = """{"name":"quay","url":"https://quay.io","includes":["openstack.kolla/*"],"state":"present"}""";
        const string Cache = """{"name":"quay","base_path":"quay","remote":"quay","private":true,"state":"present"}""";
        foreach (var (module, arguments) in new[] { ("remote", Remote), ("distribution", Cache) })
        {
            var made = await _pulp.RunAsync($"container_pull_through_{module}", arguments);
            var again = await _pulp.RunAsync($"container_pull_through_{module}", arguments);
            Assert.True((bool?)made["changed"] == true && made["failed"] is null, made.ToJsonString());
            Assert.False((bool)again["changed"]!, again.ToJsonString());
        }

        var all = await _pulp.RunAsync("container_pull_through_remote", """{"name":"quay","includes":"","state":"present"}""");
        Assert.Equal("", (string?)all["remote"]!["includes"]);
        Assert.True((bool)(await _pulp.RunAsync("container_pull_through_distribution", """{"name":"quay","state":"absent"}"""))["changed"]!);
        Assert.True((bool)(await _pulp.RunAsync("container_pull_through_remote", """{"name":"quay","state":"absent"}"""))["changed"]!);
        Assert.Empty((await _pulp.RunAsync("container_pull_through_distribution", "{}"))["distributions"]!.AsArray());
    }

    [Fact]
    public async Task A_cache_needs_a_remote() => Assert.Contains(
        "missing properties (remote)",
        (string?)(await _pulp.RunAsync("container_pull_through_distribution", """{"name":"q","base_path":"q","state":"present"}"""))["msg"],
        StringComparison.Ordinal);

    [Fact]
    public async Task Older_servers_are_told_what_it_takes()
    {
        using var old = new SandboxProcess("--pulp-version", "3.21");
        var answer = await old.RunAsync("container_pull_through_remote", """{"name":"quay","url":"https://quay.io","state":"present"}""");
        Assert.Contains("that takes pulp_container 2.18 or newer", (string?)answer["msg"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caches_stand_in_lists_and_are_promoted_and_taken_back()
    {
        JsonObject[] remotes = [Named("old", "url", "https://old.example"), Named("new", "url", "https://new.example")];
        await TwiceAsync("repositories", remotes);
        await TwiceAsync("distributions", [Cache("dev", "remote", "old"), Cache("prod", "distribution", "dev")]);
        Assert.Equal(await RemoteOfAsync("dev"), await RemoteOfAsync("prod"));

        await TwiceAsync("distributions", [Cache("dev", "remote", "new")]);
        Assert.NotEqual(await RemoteOfAsync("dev"), await RemoteOfAsync("prod"));
        var promoted = await TwiceAsync("distributions", [Cache("prod", "distribution", "dev")]);
        Assert.Equal(await RemoteOfAsync("dev"), await RemoteOfAsync("prod"));

        var back = await _pulp.RunAsync(
            "distributions", new JsonObject { ["rollback_from"] = promoted["promotions"]!.DeepClone(), ["progress_file"] = "" });
        Assert.True(back["failed"] is null, back.ToJsonString());
        Assert.NotEqual(await RemoteOfAsync("dev"), await RemoteOfAsync("prod"));
    }

    [Fact]
    public async Task A_cache_of_packages_is_promoted_without_a_publication()
    {
        _ = await _pulp.RunAsync("python_remote", """{"name":"pypi","url":"https://pypi.example/","state":"present"}""");
        await TwiceAsync("distributions", [Cache("dev", "remote", "pypi")], "python");
        await TwiceAsync("distributions", [Cache("prod", "distribution", "dev")], "python");

        Assert.All(await _pulp.ListAsync("distributions/python/pypi/"), each => Assert.NotNull((string?)each["remote"]));
    }

    private static JsonObject Named(string name, string option, string value) => new() { ["name"] = name, [option] = value };

    private static JsonObject Cache(string name, string option, string value)
    {
        var item = Named(name, option, value);
        item["base_path"] = name;
        return item;
    }

    private async Task<string?> RemoteOfAsync(string name) =>
        (string?)(await _pulp.ListAsync($"distributions/container/pull-through/?name={name}")).Single()["remote"];

    /// <summary>The first time in check mode, too; the second time nothing is left to do.</summary>
    private async Task<JsonObject> TwiceAsync(string module, JsonObject[] items, string type = "container_pull_through")
    {
        var dry = await Calling.ListAsync(module, _pulp.Address, type, items, checkMode: true);
        var first = await Calling.ListAsync(module, _pulp.Address, type, items);
        var second = await Calling.ListAsync(module, _pulp.Address, type, items);
        Assert.True(dry["failed"] is null && first["failed"] is null, $"{dry["msg"]} {first["msg"]}");
        Assert.Equal((true, true, false), ((bool)dry["changed"]!, (bool)first["changed"]!, (bool)second["changed"]!));
        return first;
    }
}
