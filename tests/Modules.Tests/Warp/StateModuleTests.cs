// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;
using Modules.Warp.State;

namespace Modules.Tests.Warp;

/// <summary>The state of a deployment, on the disk.</summary>
public sealed class StateModuleTests : IDisposable
{
    private static readonly DateTime Old = new(2017, 6, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime New = Old.AddHours(1);
    private readonly string _world = Directory.CreateTempSubdirectory("state").FullName;

    public StateModuleTests()
    {
        Directory.CreateDirectory(At("w"));
        Directory.CreateDirectory(At("l"));
    }

    public void Dispose() => Directory.Delete(_world, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_newer_is_restored_and_a_second_time_nothing(bool checkMode)
    {
        Write("w/hosts", "new", New);
        Write("l/hosts", "old", Old);
        Write("w/ssh.config.ansible", "old", Old);
        Write("l/ssh.config.ansible", "new", New);
        Write("w/id_rsa_undercloud", "k3y", New, (UnixFileMode)0b110_100_100);
        var told = await RunAsync("restore", checkMode);

        Assert.True((bool)told["changed"]!, told.ToJsonString());
        Assert.Equal($"""["{At("l/hosts")}","{At("l/id_rsa_undercloud")}"]""", told["files"]!.ToJsonString());
        Assert.DoesNotContain("k3y", told.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("\"after\":\"new\"", told["diff"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(checkMode ? "old" : "new", Text(At("l/hosts")));
        Assert.Equal("new", Text(At("l/ssh.config.ansible")));
        Assert.Equal(!checkMode, File.Exists(At("l/id_rsa_undercloud")));
        if (!checkMode)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At("l/id_rsa_undercloud")));
            Assert.Equal(New, File.GetLastWriteTimeUtc(At("l/hosts")));
            Assert.False((bool)(await RunAsync("restore"))["changed"]!);
        }
    }

    /// <summary>In a check, too; what was done before a refusal is told.</summary>
    [Theory]
    [InlineData("file", false)]
    [InlineData("file", true)]
    [InlineData("file/below", false)]
    [InlineData("folder", false)]
    [InlineData("folder", true)]
    [InlineData("circle", false)]
    public async Task What_the_system_refuses_is_told_with_the_folder(string place, bool checkMode)
    {
        Write("l/hosts", "new", New);
        Write("l/ssh.config.ansible", "new", New);
        Write("file", "x", Old);
        Directory.CreateDirectory(At("folder/ssh.config.ansible"));
        File.CreateSymbolicLink(At("circle"), At("circle"));
        var told = await Calling.RunAsync(
            "oooq_state", new() { ["action"] = "save", ["lwd"] = At("l"), ["workspace"] = At(place) }, checkMode);

        Assert.True((bool?)told["failed"], told.ToJsonString());
        Assert.DoesNotContain("bug", (string?)told["msg"], StringComparison.Ordinal);
        Assert.Contains(At(place.Split('/')[0]), (string?)told["msg"], StringComparison.Ordinal);
        Assert.Equal(place == "folder" && !checkMode, (bool?)told["changed"]);
        Assert.Equal(place == "folder" && !checkMode, File.Exists(At("folder/hosts")));
    }

    [Fact]
    public async Task Links_are_not_followed_on_either_side()
    {
        Write("secret", "s", New);
        File.CreateSymbolicLink(At("w/hosts"), At("secret"));
        Write("w/ssh.config.ansible", "new", New);
        Write("victim", "untouched", Old);
        File.CreateSymbolicLink(At("l/ssh.config.ansible"), At("victim"));
        _ = await RunAsync("restore");

        Assert.False(Path.Exists(At("l/hosts")));
        Assert.Equal("untouched", Text(At("victim")));
        Assert.Equal("new", Text(At("l/ssh.config.ansible")));
        Assert.Null(new FileInfo(At("l/ssh.config.ansible")).LinkTarget);
    }

    [Fact]
    public async Task It_is_saved_the_other_way_with_more_files_and_a_folder_that_is_made()
    {
        Write("l/hosts", "h", New);
        Write("l/clouds.yaml", "c", New);
        Directory.Delete(At("w"));
        var told = await RunAsync("save", more: ("more_files", new JsonArray("clouds.yaml")));

        Assert.True((bool)told["changed"]!, told.ToJsonString());
        Assert.Equal("hc", Text(At("w/hosts")) + Text(At("w/clouds.yaml")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_of_it_is_removed_and_nothing_else(bool checkMode)
    {
        Directory.CreateDirectory(At("i"));
        foreach (var file in (string[])["w/hosts", "l/id_rsa_virt_power.pub", "i/ssh.config.local.ansible", "i/undercloud.qcow2", "w/other"])
        {
            Write(file, "x", New);
        }

        Write("victim", "untouched", Old);
        File.CreateSymbolicLink(At("l/hosts"), At("victim"));
        var told = await RunAsync("purge", checkMode, ("imagecache", At("i")));

        Assert.Equal(4, told["files"]!.AsArray().Count);
        Assert.Equal(checkMode, Path.Exists(At("w/hosts")) && Path.Exists(At("l/hosts")) && Path.Exists(At("i/ssh.config.local.ansible")));
        Assert.True(File.Exists(At("victim")) && File.Exists(At("i/undercloud.qcow2")) && File.Exists(At("w/other")));
        Assert.Equal(checkMode, (bool)(await RunAsync("purge", more: ("imagecache", At("i"))))["changed"]!);
    }

    [Theory]
    [InlineData("lwd", "{w}", "restore", "Nothing is copied: WORKSPACE (workspace) and LWD (lwd) are both '")]
    [InlineData("workspace", "/nowhere/at/all", "restore", "Run a deployment first, or give WORKSPACE (workspace) and LWD (lwd) as it had them: '/nowhere/at/all'")]
    [InlineData("workspace", "relative", "restore", "Set WORKSPACE (workspace) to an absolute path")]
    [InlineData("more_files", "../x", "save", "Give more_files the names of files, without folders: '../x' is none.")]
    public async Task What_cannot_be_is_told(string name, string value, string action, string words) =>
        Assert.Contains(
            words, (await RunAsync(action, more: (name, value.Replace("{w}", At("w"), StringComparison.Ordinal)))).ToJsonString().Replace("\\u0027", "'", StringComparison.Ordinal),
            StringComparison.Ordinal);

    /// <summary>A key that everybody may read is closed although its content stays.</summary>
    [Theory]
    [InlineData("id_rsa_undercloud", 0b110_100_100, nameof(StateStep.Close))]
    [InlineData("id_rsa_undercloud", 0b110_000_000, nameof(StateStep.Stay))]
    [InlineData("id_rsa_undercloud.pub", 0b110_100_100, nameof(StateStep.Stay))]
    [InlineData("hosts", 0b110_100_100, nameof(StateStep.Stay))]
    public void A_key_is_closed(string name, int mode, string step) => Assert.Equal(
        step, StatePlan.Copying(name, new("x"u8.ToArray(), 0, New), new("x"u8.ToArray(), (UnixFileMode)mode, Old)).ToString());

    private Task<JsonObject> RunAsync(string action, bool checkMode = false, params (string Name, JsonNode Value)[] more)
    {
        var arguments = new JsonObject { ["action"] = action, ["workspace"] = At("w"), ["lwd"] = At("l") };
        foreach (var (name, value) in more)
        {
            arguments[name] = value;
        }

        return Calling.RunAsync("oooq_state", arguments, checkMode);
    }

    private void Write(string name, string text, DateTime when, UnixFileMode mode = (UnixFileMode)0b110_100_100)
    {
        File.WriteAllText(At(name), text);
        File.SetUnixFileMode(At(name), mode);
        File.SetLastWriteTimeUtc(At(name), when);
    }

    private static string Text(string path) => File.ReadAllText(path);

    private string At(string name) => Path.Combine(_world, name);
}
