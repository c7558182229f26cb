// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists.Repositories;

/// <summary>Filters that fit nothing upstream are told, where a sync would succeed in silence.</summary>
public sealed class UnmatchedFiltersTests : IDisposable
{
    private const string Release = "Origin: o\nComponents: updates/main universe\nArchitectures: amd64 arm64\n";

    private readonly SandboxProcess _pulp = new();
    private readonly AnyFiles _upstream = new(asked => asked.Url!.AbsolutePath switch
    {
        "/v2/there/tags/list" => (200, """{"name":"there","tags":["1.0","1.1-rocky-9"]}"""u8.ToArray()),
        "/v2/there/manifests/1.0" => (200, "{}"u8.ToArray()),
        "/simple/tiny-otter/" => (200, []),
        "/pypi/tiny-otter/json" or "/pypi/unlinked/json" => (200, """{"info":{},"releases":{}}"""u8.ToArray()),
        "/dists/jammy/Release" or "/dists/jammy/InRelease" => (200, Encoding.ASCII.GetBytes(Release)),
        _ => (404, []),
    }, ("X-PyPI-Last-Serial", "1"));

    public void Dispose()
    {
        _pulp.Dispose();
        _upstream.Dispose();
    }

    [Theory]
    [InlineData("container", """{"upstream_name":"there","include_tags":["1.0"]}""", null)]
    [InlineData("container", """{"upstream_name":"there","include_tags":["1.*"]}""", null)]
    [InlineData("container", """{"upstream_name":"there","include_tags":["1.0","2.0"]}""", "include_tags names '2.0', which ")]
    [InlineData("container", """{"upstream_name":"there","include_tags":["*-rocky-9","*-rocky-10"]}""", "include_tags names '*-rocky-10', which ")]
    [InlineData("container", """{"upstream_name":"gone","include_tags":["1.0"]}""", "include_tags names '1.0', which ")]
    [InlineData("deb", """{"distributions":["jammy"],"components":["main","universe"],"architectures":["arm64"]}""", null)]
    [InlineData("deb", """{"distributions":["jammy","jamy"]}""", "distributions names 'jamy', which ")]
    [InlineData("deb", """{"distributions":["jammy"],"components":"main universse"}""", "components names 'universse', which ")]
    [InlineData("deb", """{"distributions":["jammy"],"architectures":"amd64 x86_64"}""", "architectures names 'x86_64', which ")]
    [InlineData("python", """{"includes":["Tiny_Otter>=1.0"]}""", null)]
    [InlineData("python", """{"includes":["Tiny_Otter>=1.0","tiny.weasel"]}""", "includes names 'tiny-weasel', which ")]
    [InlineData("python", """{"includes":["unlinked"]}""", "includes names 'unlinked', which ")]
    public async Task A_filter_that_fits_nothing_is_warned_of_and_refused_with_strict(string type, string options, string? told)
    {
        var item = JsonNode.Parse(options)!.AsObject();
        (item["name"], item["url"], item["policy"]) = ("r", _upstream.Address + "/", "on_demand");
        var dry = await ListAsync(type, item, checkMode: true);
        var strict = await ListAsync(type, item, checkMode: false, strict: true);

        Assert.Equal(told is not null, Warnings(dry).Any(each => each.StartsWith(told ?? "names", StringComparison.Ordinal)
            && each.EndsWith($"of {type} 'r'.", StringComparison.Ordinal)));
        if (told is null)
        {
            Assert.DoesNotContain("names '", strict.ToJsonString(), StringComparison.Ordinal);
        }
        else
        {
            Assert.StartsWith("Nothing was changed, since the list has ", (string?)strict["msg"], StringComparison.Ordinal);
            Assert.Contains($"{type} 'r': {told}", (string?)strict["msg"], StringComparison.Ordinal);
        }
    }

    /// <summary>Pulp completes such a sync: 404, a page of links alone, an index that is down.</summary>
    [Theory]
    [InlineData("/nowhere/", "answers 404", "answers 404")]
    [InlineData("http://127.0.0.1:9/", "cannot be reached", "cannot be reached")]
    public async Task A_Python_index_that_gives_nothing_is_told_in_a_real_run_too(string index, string foreseen, string told)
    {
        var item = new JsonObject
        {
            ["name"] = "r", ["url"] = index.StartsWith('/') ? _upstream.Address + index : index, ["includes"] = new JsonArray("tiny-otter"),
        };
        var dry = await ListAsync("python", item, checkMode: true);
        var strict = await ListAsync("python", item, checkMode: false, strict: true);
        var real = await ListAsync("python", item, checkMode: false);

        Assert.Contains(foreseen, string.Join('|', Warnings(dry)), StringComparison.Ordinal);
        Assert.Contains(told, (string?)strict["msg"], StringComparison.Ordinal);
        Assert.Null(real["failed"]);
        Assert.Contains(told, string.Join('|', Warnings(real)), StringComparison.Ordinal);
        Assert.Contains("python 'r' was synced and is empty: ", string.Join('|', Warnings(real)), StringComparison.Ordinal);
    }

    /// <summary>As Pulp's client has it: an answer without a serial is a stale one, and a project with a stale one is left out.</summary>
    [Fact]
    public async Task A_Python_index_of_files_alone_is_told()
    {
        using var files = new AnyFiles(_ => (200, """{"info":{},"releases":{"1.0":[{"filename":"x-1.0.tar.gz"}]}}"""u8.ToArray()));
        var item = new JsonObject { ["name"] = "r", ["url"] = files.Address, ["includes"] = new JsonArray("x") };
        var real = await ListAsync("python", item, checkMode: false);

        Assert.Contains("answers without the header X-PyPI-Last-Serial", string.Join('|', Warnings(real)), StringComparison.Ordinal);
        Assert.Contains("python 'r' was synced and is empty: ", string.Join('|', Warnings(real)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sync_of_one_module_that_leaves_a_repository_empty_says_so()
    {
        _ = await _pulp.RunAsync("python_repository", """{"name":"r","state":"present"}""");
        _ = await _pulp.RunAsync("python_remote", """{"name":"r","url":"http://127.0.0.1:9/","includes":["x"],"state":"present"}""");
        var synced = await _pulp.RunAsync("python_sync", """{"repository":"r","remote":"r"}""");

        Assert.False((bool)synced["changed"]!);
        Assert.StartsWith("python repository 'r' was synced and is empty: ", Assert.Single(Warnings(synced)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there", true, "Nothing was synced yet.")]
    [InlineData("gone", false, "Nothing was synced yet, and the upstream does not seem to have it: ")]
    public async Task A_dry_run_asks_for_an_image_before_it_says_that_it_would_be_synced(string image, bool would, string told)
    {
        var answer = await ListAsync("container", new() { ["name"] = "r", ["url"] = _upstream.Address, ["upstream_name"] = image }, checkMode: true);

        var result = answer["results"]![0]!;
        Assert.StartsWith(told, (string?)result["msg"], StringComparison.Ordinal);
        Assert.EndsWith(would ? "would sync" : "may sync", (string?)result["action"], StringComparison.Ordinal);
        Assert.Contains(would ? "1 of 1 images" : "0 of 1 images have new tags, of 1 it is not known", (string?)answer["msg"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_is_given_the_remote_that_another_item_makes()
    {
        using var files = new FileUpstream();
        JsonObject[] items =
        [
            .. Enumerable.Range(0, 40).Select(at => new JsonObject { ["name"] = $"b{at}", ["remote"] = "a-remote", ["sync"] = at < 2 }),
            new() { ["name"] = "a", ["url"] = files.Manifest },
        ];
        var dry = await Calling.ListAsync("repositories", _pulp.Address, "file", items, checkMode: true);
        var first = await Calling.ListAsync("repositories", _pulp.Address, "file", items);
        var second = await Calling.ListAsync("repositories", _pulp.Address, "file", items);

        Assert.Null(dry["failed"]);
        Assert.True(first["failed"] is null, (string?)first["msg"]);
        Assert.False((bool)second["changed"]!);
        Assert.All(await _pulp.ListAsync("repositories/file/file/?limit=50"), each =>
            Assert.Equal((string?)each["name"] != "a", (string?)each["remote"] is not null));
    }

    [Theory]
    [InlineData("repositories", """{"name":"r","state":"absent"}""")]
    [InlineData("publications", """{"repository":"r","state":"absent"}""")]
    public async Task What_is_still_served_is_not_removed_without_a_word(string module, string item)
    {
        _ = await _pulp.RunAsync("file_repository", """{"name":"r","state":"present"}""");
        var published = await _pulp.RunAsync("file_publication", """{"repository":"r","state":"present"}""");
        _ = await _pulp.RunAsync(
            "file_distribution",
            $$"""{"name":"d","base_path":"d","publication":"{{published["publication"]!["pulp_href"]}}","state":"present"}""");
        var strict = await RunAsync(strict: true, checkMode: false);
        var dry = await RunAsync(strict: false, checkMode: true);
        var real = await RunAsync(strict: false, checkMode: false);

        Assert.Contains("still served by d:", (string?)strict["msg"], StringComparison.Ordinal);
        Assert.DoesNotContain("'r': file 'r'", (string?)strict["msg"], StringComparison.Ordinal);
        Assert.All([dry, real], answer => Assert.Contains(Warnings(answer), each => each.Contains("still served by d:", StringComparison.Ordinal)));
        Assert.True((bool?)real["changed"] == true && real["failed"] is null, real.ToJsonString());

        Task<JsonObject> RunAsync(bool strict, bool checkMode) => Calling.ListAsync(
            module, _pulp.Address, "file", [JsonNode.Parse(item)!.AsObject()], checkMode, new JsonObject { ["strict"] = strict });
    }

    [Fact]
    public async Task A_slip_in_a_key_is_told_and_keys_of_others_are_not()
    {
        var item = new JsonObject { ["name"] = "r", ["url"] = "http://127.0.0.1:9/", ["sync_polcy"] = "additive", ["polciy"] = "immediate", ["short_name"] = "r", ["sync"] = false };
        var answer = await ListAsync("rpm", item, checkMode: true);
        var strict = await ListAsync("rpm", item, checkMode: true, strict: true);

        Assert.Equal(
            [
                "rpm[0].polciy is no option and is ignored; did you mean 'policy'?",
                "rpm[0].sync_polcy is no option and is ignored; did you mean 'sync_policy'?",
            ],
            Warnings(answer).Where(each => each.Contains("no option", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("did you mean 'sync_policy'?", (string?)strict["msg"], StringComparison.Ordinal);
    }

    private static List<string> Warnings(JsonObject answer) => [.. (answer["warnings"] as JsonArray ?? []).Select(each => (string)each!)];

    private Task<JsonObject> ListAsync(string type, JsonObject item, bool checkMode, bool strict = false) =>
        Calling.ListAsync("repositories", _pulp.Address, type, [item], checkMode, new JsonObject { ["strict"] = strict, ["retries"] = 0 });
}
