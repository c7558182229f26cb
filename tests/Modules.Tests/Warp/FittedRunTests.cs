// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Warp.CommandLines;
using Modules.Warp.Running;
using Modules.Warp.Settings;

namespace Modules.Tests.Warp;

/// <summary>A run as the host can have it.</summary>
public sealed class FittedRunTests
{
    private static readonly RunContainer Asked = new(
        new WarpSettings("stack", new(Play.Warp), new("/w", "/l", "/i", "/q", "/s", null), Teardown.True) { SubnodesSshKey = "/k", LogLevel = "-v" },
        new("image", "name", Privileged: false, [], new(4, 800, "7G", "/dev/sda", "60mb", "35mb", 60, 61)));

    [Fact]
    public void A_host_that_has_everything_gives_everything()
    {
        var (run, notes) = FittedRun.Of(Asked, new(4, _ => true, new("1001", "1002", ["36", "107"])));

        Assert.Empty(notes);
        Assert.Equal(("1001:1002", 4.0, "/dev/sda"), (run.User, run.Container.Limits.Cpus, run.Container.Limits.Device));
        Assert.Equal(["36", "107"], run.Groups);
        Assert.Contains("-u 1001:1002 --group-add 36 --group-add 107 ", string.Join(' ', DockerRun.Words(run)), StringComparison.Ordinal);
    }

    /// <summary>The engine refuses more processors than there are, and limits of a disk that is not there.</summary>
    [Fact]
    public void A_smaller_host_gives_less_and_says_so()
    {
        var (run, notes) = FittedRun.Of(Asked, new(2, _ => false, null));
        var words = string.Join(' ', DockerRun.Words(run));

        Assert.Contains(" --cpus=2 ", words, StringComparison.Ordinal);
        Assert.DoesNotContain("--device", words, StringComparison.Ordinal);
        Assert.Contains(" -u 1000 ", words, StringComparison.Ordinal);
        Assert.Equal(
            [
                "The container may use 2 processors, not 4: the host has no more.",
                "No disk is limited: the host has no /dev/sda. Give DEV (device), or leave it so.",
                "The container has no /dev/kvm: the host has none, and virtual machines will not start.",
                "The container runs as user 1000: the host has no user stack. Give USER (user), or leave it so.",
            ],
            notes);
    }

    [Fact]
    public void The_request_says_what_the_command_line_says()
    {
        var wanted = CreateRequest.Of(FittedRun.Of(Asked, new(4, _ => true, new("1001", "1002", ["36"]))).Run);
        var host = wanted.HostConfig!;

        Assert.Equal(("1001:1002", "image"), (wanted.User, wanted.Image));
        Assert.Equal(["/bin/bash"], wanted.Entrypoint);
        Assert.Equal("/w", wanted.Labels[RunContainer.Label]);
        Assert.Equal(("host", "host", "host", "host"), (host.NetworkMode, host.PidMode, host.UTSMode, host.IpcMode));
        Assert.Equal((4_000_000_000, 800, 7L << 30, 0), (host.NanoCPUs, host.CPUShares, host.Memory, host.MemorySwappiness));
        Assert.Equal((60UL << 20, 35UL << 20), (host.BlkioDeviceReadBps![0]!.Rate, host.BlkioDeviceWriteBps![0]!.Rate));
        Assert.Equal((60UL, 61UL), (host.BlkioDeviceReadIOps![0]!.Rate, host.BlkioDeviceWriteIOps![0]!.Rate));
        Assert.Equal(["SYS_ADMIN", "NET_ADMIN"], host.CapAdd);
        Assert.Equal("/dev/kvm", host.Devices!.Single()!.PathOnHost);
        Assert.Equal(
            [
                "/var/lib/libvirt:/var/lib/libvirt", "/run:/run", "/dev:/dev:ro", "/lib/modules:/lib/modules", "/w:/w", "/l:/l", "/i:/i",
                "/q:/tmp/oooq:ro", "/s:/tmp/scripts:ro",
            ],
            host.Binds);
    }

    [Fact]
    public void A_user_is_found_with_all_groups()
    {
        string[] passwd = ["root:x:0:0::/root:/bin/sh", "stack:x:1001:1002:,,,:/home/stack:/bin/bash", "broken"];
        string[] groups = ["kvm:x:107:qemu,stack", "libvirt:x:36:stack", "stack:x:1002:stack", "other:x:5:stacks"];
        var user = HostUser.Find("stack", passwd, groups)!;

        Assert.Equal(("1001", "1002"), (user.Id, user.Group));
        Assert.Equal(["107", "36"], user.Groups);
        Assert.Null(HostUser.Find("nobody", passwd, groups));
    }

    [Theory]
    [InlineData("7G", 7L << 30)]
    [InlineData("60mb", 60L << 20)]
    [InlineData("512MiB", 512L << 20)]
    [InlineData("1.5k", 1536L)]
    [InlineData("100", 100L)]
    [InlineData("0", null)]
    [InlineData("7 gigs", null)]
    [InlineData("-1", null)]
    [InlineData("9999999999999p", null)]
    public void Sizes_are_Dockers(string written, long? bytes) => Assert.Equal(bytes, ByteSize.Parse(written));
}
