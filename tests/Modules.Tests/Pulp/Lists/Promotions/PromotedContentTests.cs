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
        var first = await PromoteAsync(checkMode: false);
        Assert.Null(first["content"]); // nothing to compare with
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
        await CallAsync("repositories", new() { ["name"] = "r", ["url"] = _upstream.Address + "/PULP_MANIFEST", ["mirror"] = true });
        await CallAsync("publications", new() { ["repository"] = "r" });
        await CallAsync("distributions", new() { ["name"] = "development", ["base_path"] = "development", ["repository"] = "r" });
    }

    private async Task CallAsync(string module, JsonObject item)
    {
        var answer = await Calling.ListAsync(module, _pulp.Address, "file", [item]);
        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
    }

    private async Task<JsonNode> PromoteAsync(bool checkMode) => (await PromoteAnswerAsync(checkMode))["results"]![0]!;

    private Task<JsonObject> PromoteAnswerAsync(bool checkMode) => Calling.ListAsync(
        "distributions",
        _pulp.Address,
        "file",
        [new() { ["name"] = "production", ["base_path"] = "production", ["distribution"] = "development" }],
        checkMode,
        new() { ["show_content"] = true });
}
