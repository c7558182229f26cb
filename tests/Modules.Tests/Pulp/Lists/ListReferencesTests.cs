// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists;

/// <summary>Items that refer to what other items of the same list make.</summary>
public sealed class ListReferencesTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();
    private readonly FileUpstream _upstream = new();

    public void Dispose()
    {
        _pulp.Dispose();
        _upstream.Dispose();
    }

    [Fact]
    public async Task A_repository_has_the_remote_that_its_own_item_makes()
    {
        JsonObject[] items = [new() { ["name"] = "r", ["url"] = _upstream.Manifest, ["remote"] = "r-remote" }];
        var dry = await ListAsync("repositories", "file", items, checkMode: true);
        var first = await ListAsync("repositories", "file", items);
        var second = await ListAsync("repositories", "file", items);
        var dryAgain = await ListAsync("repositories", "file", items, checkMode: true);

        Assert.Null(dry["failed"]);
        Assert.True(first["failed"] is null, (string?)first["msg"]);
        Assert.False((bool)second["changed"]!, second.ToJsonString());
        Assert.False((bool)dryAgain["changed"]!, dryAgain.ToJsonString());
        var repository = await Calling.RunAsync("file_repository", new JsonObject
        {
            ["pulp_url"] = _pulp.Address,
            ["username"] = "admin",
            ["password"] = "password",
            ["name"] = "r",
        });
        Assert.NotNull((string?)repository["repository"]!["remote"]);
    }

    [Fact]
    public async Task A_repository_has_the_remote_that_another_item_makes()
    {
        JsonObject[] items =
        [
            new() { ["name"] = "one", ["remote"] = "two-remote" },
            new() { ["name"] = "two", ["url"] = _upstream.Manifest, ["remote_username"] = "u", ["remote_password"] = "a secret of ours" },
        ];
        var first = await ListAsync("repositories", "file", items);
        var second = await ListAsync("repositories", "file", items);

        Assert.True(first["failed"] is null, (string?)first["msg"]);
        Assert.False((bool)second["changed"]!, second.ToJsonString());
    }

    [Theory]
    [InlineData("container")]
    [InlineData("file")]
    public async Task A_promotion_of_a_promotion_serves_what_the_first_will(string type)
    {
        _ = await ListAsync("repositories", type, [new() { ["name"] = "r" }]);
        if (type == "file")
        {
            _ = await ListAsync("publications", type, [new() { ["repository"] = "r" }]);
        }

        JsonObject[] items =
        [
            new() { ["name"] = "c-prod", ["base_path"] = "prod", ["distribution"] = "c-stage" },
            new() { ["name"] = "c-stage", ["base_path"] = "stage", ["distribution"] = "dev" },
            new() { ["name"] = "dev", ["base_path"] = "dev", ["repository"] = "r" },
        ];
        var dry = await ListAsync("distributions", type, items, checkMode: true);
        var first = await ListAsync("distributions", type, items);
        var second = await ListAsync("distributions", type, items);

        Assert.Null(dry["failed"]);
        Assert.True(first["failed"] is null, (string?)first["msg"]);
        Assert.Equal(3, (int)first["summary"]!["changed"]!);
        Assert.False((bool)second["changed"]!);
    }

    [Fact]
    public async Task A_circle_is_named()
    {
        JsonObject[] items =
        [
            new() { ["name"] = "a", ["base_path"] = "a", ["distribution"] = "b" },
            new() { ["name"] = "b", ["base_path"] = "b", ["distribution"] = "a" },
        ];
        var answer = await ListAsync("distributions", "file", items);
        Assert.Contains(
            "'a', which is promoted from 'b', which is promoted from 'a': that is a circle.", (string)answer["msg"]!, StringComparison.Ordinal);
    }

    private Task<JsonObject> ListAsync(string module, string type, JsonObject[] items, bool checkMode = false) =>
        Calling.ListAsync(module, _pulp.Address, type, items, checkMode);
}
