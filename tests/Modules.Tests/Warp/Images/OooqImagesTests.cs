// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using System.Text.Json.Nodes;
using Modules.Tests.Infra;
using Modules.Tests.Warp.Preflight;

namespace Modules.Tests.Warp.Images;

public sealed class OooqImagesTests : IDisposable
{
    private readonly string _cache = Directory.CreateTempSubdirectory("oooq-images-").FullName;

    public void Dispose() => Directory.Delete(_cache, recursive: true);

    [Fact]
    public async Task An_image_gets_quickstarts_names_once()
    {
        var sum = Put("undercloud.qcow2", "QFI\u00fb an image");
        PutSum("undercloud.qcow2", sum + "  undercloud.qcow2\n");
        var foreseen = await RunAsync([], checkMode: true);
        Assert.True((bool?)foreseen["changed"], foreseen.ToJsonString());
        Assert.Equal(2, Directory.GetFiles(_cache).Length);

        var result = await RunAsync([]);
        Assert.True((bool?)result["changed"]);
        Assert.Equal(Path.Combine(_cache, sum + ".qcow2"), new FileInfo(At("latest-undercloud.qcow2")).LinkTarget);
        Assert.Equal(At(sum + ".qcow2"), (string?)result["images"]!["undercloud.qcow2"]!["path"]);
        Assert.Equal(sum, (string?)result["images"]!["undercloud.qcow2"]!["md5"]);
        Assert.Null(result["diff"]!["before"]!["undercloud.qcow2"]!["latest"]);
        Assert.Equal(4, Directory.GetFiles(_cache).Length); // nothing unfinished is left

        // One file: what is written to one is in the other, and no disk is used twice.
        await File.AppendAllTextAsync(At("undercloud.qcow2"), "more");
        Assert.EndsWith("more", await File.ReadAllTextAsync(At("latest-undercloud.qcow2")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        PutSum("undercloud.qcow2", Put("undercloud.qcow2", "an image"));
        _ = await RunAsync([]);
        Assert.False((bool?)(await RunAsync([]))["changed"]);
    }

    [Fact]
    public async Task A_whole_copy_in_another_file_is_as_good_and_a_half_one_is_replaced()
    {
        var sum = Put("undercloud.qcow2", "an image");
        PutSum("undercloud.qcow2", sum);
        await File.WriteAllTextAsync(At(sum + ".qcow2"), "an image");
        _ = File.CreateSymbolicLink(At("latest-undercloud.qcow2"), At(sum + ".qcow2"));
        Assert.False((bool?)(await RunAsync([]))["changed"]);

        await File.WriteAllTextAsync(At(sum + ".qcow2"), "an imag!");
        Assert.True((bool?)(await RunAsync([]))["changed"]);
        Assert.Equal("an image", await File.ReadAllTextAsync(At(sum + ".qcow2")));
    }

    [Fact]
    public async Task The_link_follows_the_image()
    {
        PutSum("undercloud.qcow2", Put("undercloud.qcow2", "an old image"));
        _ = await RunAsync([]);
        File.Delete(At("undercloud.qcow2"));
        PutSum("undercloud.qcow2", Put("undercloud.qcow2", "a new image"));
        _ = await RunAsync([]);
        Assert.Equal("a new image", await File.ReadAllTextAsync(At("latest-undercloud.qcow2")));
        Assert.Equal(2, Directory.GetFiles(_cache).Count(path => Path.GetFileNameWithoutExtension(path).Length == 32));
    }

    [Fact]
    public async Task Quickstart_has_another_name_for_ironics_agent()
    {
        PutSum("ironic-python-agent.tar", Put("ironic-python-agent.tar", "a tar"));
        _ = await RunAsync(new() { ["images"] = new JsonArray("ironic-python-agent.tar") });
        Assert.True(File.Exists(At("latest-ipa_images.tar")));
    }

    [Fact]
    public async Task A_missing_sum_is_made_where_that_is_asked_for()
    {
        var sum = Put("undercloud.qcow2", "an image");
        Assert.Contains("undercloud.qcow2.md5", (string?)(await RunAsync([]))["msg"], StringComparison.Ordinal);
        Assert.True((bool?)(await RunAsync(new() { ["md5"] = "make" }))["changed"]);
        Assert.Equal($"{sum}  undercloud.qcow2\n", await File.ReadAllTextAsync(At("undercloud.qcow2.md5")));
        Assert.False((bool?)(await RunAsync([]))["changed"]);
    }

    [Fact]
    public async Task A_trusted_sum_is_not_taken()
    {
        _ = Put("undercloud.qcow2", "half an im");
        PutSum("undercloud.qcow2", new string('a', 32));
        Assert.Contains("One of them is not whole", (string?)(await RunAsync([]))["msg"], StringComparison.Ordinal);
        Assert.True((bool?)(await RunAsync(new() { ["md5"] = "trust" }))["changed"]);
        Assert.True(File.Exists(At(new string('a', 32) + ".qcow2")));
    }

    [Theory]
    [InlineData("missing", "Put the image undercloud.qcow2 and its .md5 into imagecache: there is no file ")]
    [InlineData("page", "its first word is no MD5 sum.")]
    [InlineData("other", "its .md5 says 00000000000000000000000000000000.")]
    [InlineData("file", "latest-undercloud.qcow2 out of the way")]
    [InlineData("two", "Give the images a.tar and b.tar different names in latest_names: both are latest-x.tar.")]
    [InlineData("path", "'../undercloud.qcow2' is none.")]
    [InlineData("untyped", "'undercloud' is none.")]
    [InlineData("no cache", "See to it that imagecache '/no/such/folder' is there")]
    public async Task What_is_wrong_is_named_and_nothing_is_changed(string what, string expected)
    {
        var more = new JsonObject();
        if (what != "missing")
        {
            PutSum("undercloud.qcow2", Put("undercloud.qcow2", "an image"));
        }

        switch (what)
        {
            case "page": PutSum("undercloud.qcow2", "<html>404</html>"); break;
            case "other": PutSum("undercloud.qcow2", new string('0', 32)); break;
            case "file": _ = Put("latest-undercloud.qcow2", "an image that somebody put there"); break;
            case "two":
                PutSum("a.tar", Put("a.tar", "a"));
                PutSum("b.tar", Put("b.tar", "b"));
                more["images"] = new JsonArray("a.tar", "b.tar");
                more["latest_names"] = new JsonObject { ["a"] = "x", ["b"] = "x" };
                break;
            case "path": more = new() { ["images"] = new JsonArray("../undercloud.qcow2") }; break;
            case "untyped": more = new() { ["images"] = new JsonArray("undercloud") }; break;
            case "no cache": more = new() { ["imagecache"] = "/no/such/folder" }; break;
            default: break;
        }

        var before = Directory.GetFiles(_cache).Length;
        var result = await RunAsync(more);
        Assert.True((bool?)result["failed"], result.ToJsonString());
        Assert.Contains(expected, (string?)result["msg"], StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(_cache).Length);
    }

    private Task<JsonObject> RunAsync(JsonObject more, bool checkMode = false)
    {
        more.TryAdd("imagecache", _cache);
        more.TryAdd("images", new JsonArray("undercloud.qcow2"));
        return Calling.RunAsync("oooq_images", more, checkMode);
    }

    private string At(string name) => Path.Combine(_cache, name);

    private string Put(string name, string content)
    {
        File.WriteAllText(At(name), content, new UTF8Encoding(false));
        return WarpHost.Sum(content);
    }

    private void PutSum(string name, string text) => File.WriteAllText(At(name + ".md5"), text);
}
