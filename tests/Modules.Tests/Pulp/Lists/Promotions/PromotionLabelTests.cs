// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists.Promotions;

/// <summary>A server keeps its promotions, so that whoever comes next can take them back.</summary>
public sealed class PromotionLabelTests : IDisposable
{
    private const string Label = "kayobe_modules_promotions";

    private readonly SandboxProcess _pulp = new();
    private readonly FileUpstream _upstream = new();

    public void Dispose()
    {
        _pulp.Dispose();
        _upstream.Dispose();
    }

    [Fact]
    public async Task Rolling_back_twice_goes_one_further()
    {
        await PrepareAsync();
        var first = await ServedAsync("development");
        _ = await PromoteAsync("1");
        await PublishAsync("MANIFEST");
        var second = await ServedAsync("development");
        _ = await PromoteAsync("2");
        Assert.Equal(second, await ServedAsync("production"));

        Assert.Equal("2", await RollBackAsync());
        Assert.Equal(first, await ServedAsync("production"));
        Assert.Equal("1", await RollBackAsync());
        Assert.Null(await ServedAsync("production"));
        Assert.Empty(await PromotionsAsync());
    }

    [Fact]
    public async Task A_promotion_tells_who_when_from_what_to_what()
    {
        await PrepareAsync();
        _ = await PromoteAsync("20261126T120000");
        var promotion = Assert.Single(await PromotionsAsync())!;
        var move = Assert.Single(promotion["distributions"]!.AsArray())!;

        Assert.Equal("20261126T120000", (string)promotion["promotion"]!);
        Assert.Equal($"{Environment.UserName}@{Environment.MachineName}", (string)promotion["by"]!);
        Assert.Equal("a (development)", (string)move["distribution"]!);
        Assert.Equal("a, production", (string)move["name"]!);
        Assert.Null(move["previous"]);
        Assert.Equal($"publication={await ServedAsync("development")}", (string)move["current"]!);
    }

    [Fact]
    public async Task The_record_costs_no_request_and_a_second_run_changes_nothing()
    {
        await PrepareAsync();
        using var counted = new FaultyProxy(_pulp.Address);
        var unrecorded = await PromoteAsync("1", address: counted.Address, more: new JsonObject { ["record_promotions"] = false });
        var without = counted.Requests.Count;
        Assert.Empty(await PromotionsAsync());
        var absent = new JsonObject { ["name"] = "a, production", ["state"] = "absent" };
        _ = await Calling.ListAsync("distributions", _pulp.Address, "file", [absent]);
        using var again = new FaultyProxy(_pulp.Address);
        var recorded = await PromoteAsync("1", address: again.Address);

        Assert.True((bool)unrecorded["changed"]! && (bool)recorded["changed"]!);
        Assert.Equal(without, again.Requests.Count);
        Assert.False((bool)(await PromoteAsync("2"))["changed"]!);
        Assert.Single(await PromotionsAsync());
    }

    [Fact]
    public async Task Users_own_their_labels_and_we_ours()
    {
        await PrepareAsync();
        _ = await PromoteAsync("1", labels: new JsonObject { ["site"] = "north" });
        Assert.False((bool)(await PromoteAsync("2", labels: new JsonObject { ["site"] = "north" }))["changed"]!);
        var single = await SingleAsync(new JsonObject { ["site"] = "south" });

        Assert.True((bool)single["changed"]!);
        Assert.Equal("""{"site":"south"}""", single["distribution"]!["pulp_labels"]!.ToJsonString());
        Assert.False((bool)(await SingleAsync(new JsonObject { ["site"] = "south" }))["changed"]!);
        Assert.Equal("south", (string)(await ProductionAsync())!["pulp_labels"]!["site"]!);
        Assert.Single(await PromotionsAsync());
    }

    [Fact]
    public async Task Ten_are_kept()
    {
        await PrepareAsync();
        for (var number = 10; number < 22; number++)
        {
            await PublishAsync($"MANIFEST{number}");
            _ = await PromoteAsync($"{number}");
        }

        Assert.Equal(10, (await PromotionsAsync()).Count);
        Assert.Equal("21", (string)(await PromotionsAsync())[0]!["promotion"]!);
    }

    private async Task<string> RollBackAsync()
    {
        var last = (await PromotionsAsync())[0]!;
        var back = await Calling.ListAsync(
            "distributions", _pulp.Address, "file", [], more: new JsonObject { ["rollback_from"] = last["distributions"]!.DeepClone() });
        Assert.True((bool)back["changed"]!, back.ToJsonString());
        return (string)last["promotion"]!;
    }

    private async Task<JsonArray> PromotionsAsync()
    {
        var found = await Calling.RunAsync("promotion_info", Login());
        Assert.True(found["failed"] is null, (string?)found["msg"]);
        return found["promotions"]!.AsArray();
    }

    private async Task<JsonObject> PromoteAsync(string id, string? address = null, JsonObject? labels = null, JsonObject? more = null)
    {
        var item = new JsonObject { ["name"] = "a, production", ["base_path"] = "production/a", ["distribution"] = "a (development)" };
        if (labels is not null)
        {
            item["pulp_labels"] = labels;
        }

        var options = more?.DeepClone().AsObject() ?? [];
        options["promotion"] = id;
        var answer = await Calling.ListAsync("distributions", address ?? _pulp.Address, "file", [item], more: options);
        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.DoesNotContain(Label, answer.ToJsonString(), StringComparison.Ordinal);
        return answer;
    }

    private async Task<JsonObject> SingleAsync(JsonObject labels)
    {
        var arguments = Login();
        (arguments["name"], arguments["base_path"], arguments["state"], arguments["pulp_labels"]) =
            ("a, production", "production/a", "present", labels);
        var answer = await Calling.RunAsync("file_distribution", arguments);
        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        return answer;
    }

    private async Task PrepareAsync()
    {
        _ = await Calling.ListAsync(
            "repositories", _pulp.Address, "file", [new JsonObject { ["name"] = "a", ["url"] = _upstream.Manifest }]);
        await PublishAsync("PULP_MANIFEST");
    }

    private async Task PublishAsync(string manifest)
    {
        _ = await Calling.ListAsync(
            "publications", _pulp.Address, "file", [new JsonObject { ["repository"] = "a", ["manifest"] = manifest }]);
        var served = await Calling.ListAsync(
            "distributions",
            _pulp.Address,
            "file",
            [new JsonObject { ["name"] = "a (development)", ["base_path"] = "development/a", ["repository"] = "a" }]);
        Assert.True(served["failed"] is null, (string?)served["msg"]);
    }

    private async Task<string?> ServedAsync(string which) => (string?)(await _pulp.ListAsync("distributions/file/file/"))
        .SingleOrDefault(each => ((string)each["name"]!).Contains(which, StringComparison.Ordinal))?["publication"];

    private async Task<JsonObject?> ProductionAsync() => (await _pulp.ListAsync("distributions/file/file/"))
        .SingleOrDefault(each => ((string)each["name"]!).Contains("production", StringComparison.Ordinal));

    private JsonObject Login() => new() { ["pulp_url"] = _pulp.Address, ["username"] = "admin", ["password"] = "password" };
}
