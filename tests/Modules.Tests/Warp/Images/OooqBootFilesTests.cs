// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Commands;
using Modules.Tests.Infra;
using Modules.Warp.Images;

namespace Modules.Tests.Warp.Images;

public sealed class OooqBootFilesTests : IDisposable
{
    private const string Kernel = "/home/stack/overcloud-full.vmlinuz";
    private const string FileSystem = "/home/stack/overcloud-full.initrd";

    private readonly string _folder = Directory.CreateTempSubdirectory("oooq-boot-").FullName;
    private readonly Guestfs _guestfs = new();

    public OooqBootFilesTests() => File.WriteAllText(At("undercloud.qcow2"), "an image");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Files_are_taken_out_once_to_where_the_play_reads_them()
    {
        var foreseen = await RunAsync([], checkMode: true);
        Assert.True((bool?)foreseen["changed"], foreseen.ToJsonString());
        Assert.Empty(_guestfs.Run);
        Assert.Null(foreseen["files"]![0]!["sha256"]);

        var result = await RunAsync([]);
        Assert.True((bool?)result["changed"], result.ToJsonString());
        Assert.Equal([$"virt-copy-out -a {At("undercloud.qcow2")} {Kernel} {FileSystem}"], _guestfs.Run);
        Assert.Equal(
            ["a kernel for x86", "an initial file system (gzip)"], result["files"]!.AsArray().Select(file => (string?)file!["kind"]));
        Assert.Equal(64, ((string)result["files"]![0]!["sha256"]!).Length);
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder).Length); // nothing unfinished is left

        Assert.False((bool?)(await RunAsync([]))["changed"]);
        _ = Assert.Single(_guestfs.Run);
        Assert.True((bool?)(await RunAsync(new() { ["force"] = true }))["changed"]);
    }

    [Fact]
    public async Task A_newer_image_and_a_broken_copy_are_reasons_to_take_them_again()
    {
        _ = await RunAsync([]);
        File.SetLastWriteTimeUtc(At("undercloud.qcow2"), DateTime.UtcNow.AddMinutes(1));
        Assert.True((bool?)(await RunAsync([]))["changed"]);

        File.SetLastWriteTimeUtc(At("undercloud.qcow2"), DateTime.UtcNow.AddMinutes(-1));
        await File.WriteAllTextAsync(At("overcloud-full.vmlinuz"), "half");
        Assert.True((bool?)(await RunAsync([]))["changed"]);
        Assert.Equal(_guestfs.Inside[Kernel], await File.ReadAllBytesAsync(At("overcloud-full.vmlinuz")));
    }

    [Fact]
    public async Task The_workspace_has_them_too_where_that_is_asked_for()
    {
        _ = await RunAsync([]);
        var result = await RunAsync(new() { ["workspace"] = At("qs") });
        Assert.True((bool?)result["changed"]);
        Assert.Equal(4, result["files"]!.AsArray().Count);
        Assert.True(File.Exists(At("qs/overcloud-full.initrd")));
        _ = Assert.Single(_guestfs.Run); // those that are there are copied
        Assert.False((bool?)(await RunAsync(new() { ["workspace"] = At("qs") }))["changed"]);
    }

    [Fact]
    public async Task Another_image_other_paths_and_a_backend_are_passed_on()
    {
        File.Move(At("undercloud.qcow2"), At("other.qcow2"));
        _guestfs.Inside["/boot/vmlinuz"] = _guestfs.Inside[Kernel];
        var result = await RunAsync(new()
        {
            ["image"] = At("other.qcow2"),
            ["dest"] = At("boot"),
            ["paths"] = new JsonArray("/boot/vmlinuz"),
            ["libguestfs_backend"] = "direct",
        });
        Assert.Equal([$"direct virt-copy-out -a {At("other.qcow2")} /boot/vmlinuz"], _guestfs.Run);
        Assert.Equal(At("boot/vmlinuz"), (string?)result["files"]![0]!["path"]);
        Assert.StartsWith(At("boot"), _guestfs.Folder, StringComparison.Ordinal); // where there is room for it
    }

    [Theory]
    [InlineData("no image", "Put the image there, or give it in image: there is no file ")]
    [InlineData("no file", "failed: tar_out: /home/stack/overcloud-full.initrd: not a directory or file.")]
    [InlineData("crash", "failed: appliance closed the connection unexpectedly; /usr/bin/qemu-system-x86_64 killed by signal 6 (Aborted).")]
    [InlineData("no system", "failed: virt-copy-out: no operating system was found on this disk")]
    [InlineData("text", "undercloud.qcow2 is neither a kernel nor an initial file system.")]
    [InlineData("swapped", "is a kernel for x86.")]
    [InlineData("path", "'overcloud-full.vmlinuz' is none.")]
    [InlineData("missing program", "Install '/no/such/virt-copy-out'")]
    public async Task What_is_wrong_is_named_and_nothing_is_left(string what, string expected)
    {
        var more = new JsonObject();
        switch (what)
        {
            case "no image": File.Delete(At("undercloud.qcow2")); break;
            case "no file": _ = _guestfs.Inside.Remove(FileSystem); break;
            case "crash": _guestfs.Trouble = Guestfs.Crash; break;
            case "no system": _guestfs.Trouble = Guestfs.NoSystem; break;
            case "text": _guestfs.Inside[FileSystem] = "404"u8.ToArray(); break;
            case "swapped": _guestfs.Inside[FileSystem] = _guestfs.Inside[Kernel]; break;
            case "path": more = new() { ["paths"] = new JsonArray("overcloud-full.vmlinuz") }; break;
            default: break;
        }

        var before = Directory.GetFileSystemEntries(_folder).Length;
        var module = what == "missing program" ? new OooqBootFilesModule(new NoProgram()) : new OooqBootFilesModule(_guestfs);
        more["imagecache"] = _folder;
        var result = await Calling.RunAsync(module, more);
        Assert.True((bool?)result["failed"], result.ToJsonString());
        Assert.Contains(expected, (string?)result["msg"], StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(_folder).Length);
    }

    private Task<JsonObject> RunAsync(JsonObject more, bool checkMode = false)
    {
        more["imagecache"] = _folder;
        return Calling.RunAsync(new OooqBootFilesModule(_guestfs), more, checkMode);
    }

    private string At(string name) => Path.Combine(_folder, name);

    /// <summary>The programs of a host that lacks all but those of this test.</summary>
    private sealed class NoProgram : ICommands
    {
        private readonly HostCommands _host = new();

        public string? Find(string program) => null;

        public Task<CommandAnswer> RunAsync(Command command, CancellationToken ct) =>
            _host.RunAsync(new("/no/such/virt-copy-out", command.Arguments), ct);
    }
}
