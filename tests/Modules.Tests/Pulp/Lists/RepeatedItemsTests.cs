// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists;

/// <summary>Lists that name one thing twice: the last has the last word, as where items are worked off one after another.</summary>
public sealed class RepeatedItemsTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();
    private readonly FileUpstream _upstream = new();

    public void Dispose()
    {
        _pulp.Dispose();
        _upstream.Dispose();
    }

    [Fact]
    public async Task The_last_of_two_repositories_of_one_name_stays_and_a_second_run_changes_nothing()
    {
        JsonObject[] items =
        [
            new() { ["name"] = "docker", ["url"] = "http://127.0.0.1:9/wrong", ["policy"] = "on_demand" },
            new() { ["name"] = "other", ["url"] = _upstream.Manifest },
            new() { ["name"] = "docker", ["url"] = _upstream.Manifest },
        ];
        var first = await ListAsync("repositories", items);
        var second = await ListAsync("repositories", items);

        Assert.Null(first["failed"]);
        Assert.Equal(["overridden", "created, synced", "created, synced"], Actions(first));
        Assert.Equal(["overridden", "synced", "synced"], Actions(second));
        Assert.False((bool)second["changed"]!);
        Assert.Equal("Overridden by file[2], which is about the same.", (string?)first["results"]![0]!["msg"]);
        Assert.Equal(
            "file[0] and file[2] are about 'docker' and differ in policy, url; file[2] has the last word. Give it once.",
            (string?)Assert.Single(first["warnings"]!.AsArray()));
        var remote = (await AskAsync("file_remote", "docker-remote"))["remote"]!;
        Assert.Equal(_upstream.Manifest, (string?)remote["url"]);
        Assert.Equal("on_demand", (string?)remote["policy"]); // what only the first says still holds
    }

    [Theory]
    [InlineData("present", "absent", false)]
    [InlineData("absent", "present", true)]
    public async Task State_follows_the_last(string first, string last, bool isThere)
    {
        var answer =
            await ListAsync("repositories", [new() { ["name"] = "r", ["state"] = first }, new() { ["name"] = "r", ["state"] = last }]);
        Assert.Null(answer["failed"]);
        Assert.Equal(isThere, (await AskAsync("file_repository", "r"))["repository"] is not null);
    }

    [Fact]
    public async Task What_is_said_before_an_item_that_takes_it_away_is_gone()
    {
        _ = await ListAsync(
            "repositories",
            [new() { ["name"] = "r", ["description"] = "old" }, new() { ["name"] = "r", ["state"] = "absent" }, new() { ["name"] = "r" }]);
        Assert.Equal("", (string?)(await AskAsync("file_repository", "r"))["repository"]!["description"]);
    }

    [Fact]
    public async Task Distributions_of_one_name_or_one_base_path()
    {
        _ = await ListAsync("repositories", [new() { ["name"] = "r" }]);
        JsonObject[] items =
        [
            new() { ["name"] = "a", ["base_path"] = "first", ["repository"] = "r" },
            new() { ["name"] = "a", ["base_path"] = "second", ["repository"] = "r" },
            new() { ["name"] = "b", ["base_path"] = "third", ["repository"] = "r" },
            new() { ["name"] = "c", ["base_path"] = "third", ["repository"] = "r" },
        ];
        var first = await ListAsync("distributions", items, type: "container", repositoriesOf: "r");
        var second = await ListAsync("distributions", items, type: "container");

        Assert.Null(first["failed"]);
        Assert.Equal(["overridden", "created", "overridden", "created"], Actions(first));
        Assert.False((bool)second["changed"]!);
        Assert.Equal(
            [
                "container[0] and container[1] are about 'a' and differ in base_path; container[1] has the last word. Give it once.",
                "container[2] and container[3] claim the base path 'third' and differ in name; "
                    + "container[3] has the last word. Give it once.",
            ],
            first["warnings"]!.AsArray().Select(warning => (string)warning!).Order(StringComparer.Ordinal));
        Assert.Equal("second", (string?)(await AskAsync("container_distribution", "a"))["distribution"]!["base_path"]);
    }

    [Fact]
    public async Task Publications_of_one_version_are_made_once()
    {
        _ = await ListAsync("repositories", [new() { ["name"] = "r" }]);
        var answer = await ListAsync("publications", [new() { ["repository"] = "r" }, new() { ["repository"] = "r" }]);
        Assert.Equal(["overridden", "created"], Actions(answer));
        Assert.Equal(
            "file[0] and file[1] are about a publication of 'r' and say the same; file[1] has the last word. Give it once.",
            (string?)Assert.Single(answer["warnings"]!.AsArray()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_strict_nothing_is_written(bool checkMode)
    {
        using var counted = new FaultyProxy(_pulp.Address);
        var answer = await Calling.ListAsync(
            "repositories",
            counted.Address,
            "file",
            [new() { ["name"] = "r" }, new() { ["name"] = "r", ["description"] = "x" }],
            checkMode,
            new JsonObject { ["strict"] = true });
        Assert.Equal(
            "Nothing was changed, since the list has a problem. file 'r': file[0] and file[1] are about 'r' and differ in description; "
                + "file[1] has the last word. Give it once.",
            (string?)answer["msg"]);
        Assert.Empty(counted.Requests);
    }

    [Fact]
    public async Task Check_mode_says_the_same()
    {
        var answer = await Calling.ListAsync(
            "repositories", _pulp.Address, "file", [new() { ["name"] = "r" }, new() { ["name"] = "r" }], checkMode: true);
        Assert.Equal(["overridden", "created"], Actions(answer));
    }

    private static IEnumerable<string> Actions(JsonObject answer) =>
        answer["results"]!.AsArray().Select(result => (string)result!["action"]!);

    private async Task<JsonObject> ListAsync(string module, JsonObject[] items, string type = "file", string? repositoriesOf = null)
    {
        if (repositoriesOf is { } name)
        {
            _ = await Calling.ListAsync("repositories", _pulp.Address, type, [new() { ["name"] = $"{name}-{type}" }]);
            items.ToList().ForEach(item => item["repository"] = $"{name}-{type}");
        }

        return await Calling.ListAsync(module, _pulp.Address, type, items);
    }

    private Task<JsonObject> AskAsync(string module, string name) =>
        Calling.RunAsync(
            module, new JsonObject { ["pulp_url"] = _pulp.Address, ["username"] = "admin", ["password"] = "password", ["name"] = name });
}
