// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Warp.Settings;

/// <summary>What a playbook may write of the container itself.</summary>
internal static class ContainerArguments
{
    public static readonly Argument<string?> Image = Argument.Text("image") with { Default = "bogdando/oooq-runner:0.1" };
    public static readonly Argument<string?> ContainerName = Argument.Text("container_name");
    public static readonly Argument<bool> Privileged = Argument.Flag("privileged", otherwise: true);
    public static readonly Argument<IReadOnlyList<string>?> Mounts = Argument.TextList("mounts");

    public static readonly Argument<double?> Cpus = Argument.Fraction("cpus") with { Default = 4.0 };
    public static readonly Argument<long> CpuShares =
        Argument.Number("cpu_shares", 800) with { EnvironmentVariable = "CPU", Minimum = 2, Maximum = 262144 };

    public static readonly Argument<string?> Memory = Argument.Text("memory") with { EnvironmentVariable = "MEM", Default = "7G" };
    public static readonly Argument<string?> Device = Argument.Text("device") with { EnvironmentVariable = "DEV", Default = "/dev/sda" };
    public static readonly Argument<string?> ReadBps = Argument.Text("read_bps") with { EnvironmentVariable = "IOR", Default = "60mb" };
    public static readonly Argument<string?> WriteBps = Argument.Text("write_bps") with { EnvironmentVariable = "IOW", Default = "35mb" };
    public static readonly Argument<long> ReadIops =
        Argument.Number("read_iops", 60) with { EnvironmentVariable = "IOPSR", Minimum = 1 };

    public static readonly Argument<long> WriteIops =
        Argument.Number("write_iops", 60) with { EnvironmentVariable = "IOPSW", Minimum = 1 };

    public static IReadOnlyList<Argument> All =>
    [
        Image, ContainerName, Privileged, Mounts, Cpus, CpuShares, Memory, Device, ReadBps, WriteBps, ReadIops, WriteIops,
    ];
}
