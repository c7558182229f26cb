// SPDX-License-Identifier: GPL-3.0-or-later
using Docker.DotNet.Models;
using Modules.Warp.CommandLines;
using Modules.Warp.Settings;

namespace Modules.Warp.Running;

/// <summary>The request that makes the container of a run: the same as <see cref="DockerRun"/> says in words.</summary>
internal static class CreateRequest
{
    private const double NanosOfCpu = 1e9;

    public static CreateContainerParameters Of(RunContainer run) => new()
    {
        Image = run.Container.Image,
        Entrypoint = ["/bin/bash"],
        Cmd = [.. run.Command],
        Env = [.. run.Environment],
        User = run.User,
        Labels = new Dictionary<string, string> { [RunContainer.Label] = run.Settings.Folders.Workspace },
        Tty = run.Settings.Interactive,
        OpenStdin = run.Settings.Interactive,
        AttachStdin = false,
        AttachStdout = false,
        AttachStderr = false,
        HostConfig = Host(run, run.Container.Limits),
    };

    private static HostConfig Host(RunContainer run, RunLimits limits)
    {
        var host = new HostConfig
        {
            Privileged = run.Container.Privileged,
            CapAdd = [.. run.Capabilities],
            Devices = [.. run.Devices.Select(Device)],
            GroupAdd = [.. run.Groups],
            NetworkMode = "host",
            PidMode = "host",
            UTSMode = "host",
            IpcMode = "host",
            Binds = [.. run.Mounts.Select(mount => mount.Bind)],
            NanoCPUs = (long)(limits.Cpus * NanosOfCpu),
            CPUShares = limits.CpuShares,
            Memory = ByteSize.Parse(limits.Memory)!.Value,
            MemorySwappiness = 0,
        };
        if (limits.Device is { } device)
        {
            host.BlkioDeviceReadBps = [Throttle(device, ByteSize.Parse(limits.ReadBps)!.Value)];
            host.BlkioDeviceWriteBps = [Throttle(device, ByteSize.Parse(limits.WriteBps)!.Value)];
            host.BlkioDeviceReadIOps = [Throttle(device, limits.ReadIops)];
            host.BlkioDeviceWriteIOps = [Throttle(device, limits.WriteIops)];
        }

        return host;
    }

    private static DeviceMapping Device(string path) => new() { PathOnHost = path, PathInContainer = path, CgroupPermissions = "rwm" };

    private static ThrottleDevice Throttle(string device, long rate) => new() { Path = device, Rate = (ulong)rate };
}
