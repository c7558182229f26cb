// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists.Promotions;

/// <summary>What a promotion brings, file by file, before it is done.</summary>
public sealed class PromotedContentTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();
    private readonly AnyFiles _upstream;
    private Dictionary<string, string> _offered = [];

    public PromotedContentTests() => _upstream = new AnyFiles(asked => (200, Encoding.ASCII.GetBytes(
        asked.Url!.AbsolutePath == "/PULP_MANIFEST"
            ? string.Concat(_offered.Select(file => $"{file.Key},{Sum(file.Value)},{file.Value.Length}\n"))
            : _offered[asked.Url.AbsolutePath.Trim('/')])));

    public void Dispose()
    {
        _pulp.Dispose();
        _upstream.Dispose();
    }

    [Fact]
    public async Task Check_mode_tells_what_comes_goes_and_changes()
    {
        await DevelopAsync(new() { ["kept"] = "1", ["gone"] = "1", ["changed"] = "1" });
        _ = await PromoteAsync(checkMode: false);
        await DevelopAsync(new() { ["kept"] = "1", ["changed"] = "2", ["new"] = "1" });

        var answer = await PromoteAnswerAsync(checkMode: true);

        var result = answer["results"]![0]!;
        Assert.Equal("files: 1 updated, 1 added, 1 removed.", (string?)result["msg"]);
        Assert.EndsWith("/versions/1/", (string)result["content"]!["from"]!, StringComparison.Ordinal);
        Assert.EndsWith("/versions/2/", (string)result["content"]!["to"]!, StringComparison.Ordinal);
        Equal($$"""[{"name":"changed","from":"sha256:{{Sum("1")}}","to":"sha256:{{Sum("2")}}"}]""", result["content"]!["updated"]);
        Equal($$"""[{"name":"new","version":"sha256:{{Sum("1")}}"}]""", result["content"]!["added"]);
        Equal($$"""[{"name":"gone","version":"sha256:{{Sum("1")}}"}]""", result["content"]!["removed"]);
        Equal(
            $$"""{"changed":"sha256:{{Sum("1")}}","gone":"sha256:{{Sum("1")}}"}""",
            answer["diff"]!["before"]!["files that file 'production' serves"]);
        Equal(
            $$"""{"changed":"sha256:{{Sum("2")}}","new":"sha256:{{Sum("1")}}"}""",
            answer["diff"]!["after"]!["files that file 'production' serves"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_first_promotion_tells_all_that_it_brings(bool checkMode)
    {
        await DevelopAsync(new() { ["one"] = "1", ["two"] = "2" });

        var answer = await PromoteAnswerAsync(checkMode);

        var content = answer["results"]![0]!["content"]!.AsObject();
        Assert.Equal("files: 2, where nothing was served before.", (string?)answer["results"]![0]!["msg"]);
        Assert.Null(content["from"]);
        Assert.Equal(2, (int)content["total"]!);
        Assert.Equal(["one", "two"], content["added"]!.AsArray().Select(each => (string?)each!["name"]));
        Assert.Empty(answer["diff"]!["before"]!["files that file 'production' serves"]!.AsObject());
        Assert.Equal(2, answer["diff"]!["after"]!["files that file 'production' serves"]!.AsObject().Count);
        var href = (string?)answer["diff"]!["after"]!["file distribution 'production'"]!["pulp_href"];
        Assert.Equal(checkMode, href == "(would be created)");
    }

    [Fact]
    public async Task More_than_anybody_reads_are_counted()
    {
        await DevelopAsync(Enumerable.Range(0, 1001).ToDictionary(number => $"file-{number}", _ => "1"));

        var answer = await PromoteAnswerAsync(checkMode: true);

        Assert.Equal("files: 1001, where nothing was served before.", (string?)answer["results"]![0]!["msg"]);
        Assert.False(answer["results"]![0]!["content"]!.AsObject().ContainsKey("added"));
        Equal("""{"all":"1001 files"}""", answer["diff"]!["after"]!["files that file 'production' serves"]);
        Equal("{}", answer["diff"]!["before"]!["files that file 'production' serves"]);
    }

    [Fact]
    public async Task One_that_goes_tells_how_much_goes_with_it()
    {
        await DevelopAsync(new() { ["one"] = "1" });
        _ = await PromoteAsync(checkMode: false);

        var answer = await PromoteAnswerAsync(checkMode: true, new() { ["name"] = "production", ["state"] = "absent" });

        Assert.Equal("files: 1 are served no longer.", (string?)answer["results"]![0]!["msg"]);
        Equal("{}", answer["diff"]!["after"]!["files that file 'production' serves"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_diff_has_the_same_fields_on_both_sides(bool checkMode)
    {
        await DevelopAsync(new() { ["one"] = "1" });
        _ = await PromoteAsync(checkMode: false);
        await DevelopAsync(new() { ["one"] = "2" });

        var diff = (await PromoteAnswerAsync(checkMode))["diff"]!;

        var (before, after) = (diff["before"]!["file distribution 'production'"]!, diff["after"]!["file distribution 'production'"]!);
        Assert.Equal(Keys(before), Keys(after));
        Assert.Equal(["publication"], Keys(before).Where(key => !JsonNode.DeepEquals(before[key], after[key])));
    }

    private static IEnumerable<string> Keys(JsonNode side) =>
        side.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal);

    [Fact]
    public async Task What_is_not_moved_tells_nothing()
    {
        await DevelopAsync(new() { ["kept"] = "1" });
        _ = await PromoteAsync(checkMode: false);

        Assert.Null((await PromoteAsync(checkMode: false))["content"]);
    }

    private static void Equal(string wanted, JsonNode? found) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(wanted), found), found?.ToJsonString());

    private static string Sum(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(content)));

    /// <summary>Syncs, publishes and serves for development what the upstream offers from now on.</summary>
    private async Task DevelopAsync(Dictionary<string, string> files)
    {
        _offered = files;
        await CallAsync("repositories", new() { ["name"] = "r", ["url"] = _upstream.Address + "/PULP_MANIFEST", ["mirror"] = true, ["policy"] = "on_demand" });
        await CallAsync("publications", new() { ["repository"] = "r" });
        await CallAsync("distributions", new() { ["name"] = "development", ["base_path"] = "development", ["repository"] = "r" });
    }

    private async Task CallAsync(string module, JsonObject item)
    {
        var answer = await Calling.ListAsync(module, _pulp.Address, "file", [item]);
        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
    }

    private async Task<JsonNode> PromoteAsync(bool checkMode) => (await PromoteAnswerAsync(checkMode))["results"]![0]!;

    private Task<JsonObject> PromoteAnswerAsync(bool checkMode, JsonObject? item = null) => Calling.ListAsync(
        "distributions",
        _pulp.Address,
        "file",
        [item ?? new() { ["name"] = "production", ["base_path"] = "production", ["distribution"] = "development" }],
        checkMode,
        new() { ["show_content"] = true });
}
