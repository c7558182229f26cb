// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Text;
using ModuleHost;
using Modules.Containers.Planning;
using static Modules.Warp.Settings.ContainerArguments;

namespace Modules.Warp.Settings;

/// <summary>The container that was asked for.</summary>
/// <param name="Image">The image.</param>
/// <param name="Name">The container's name.</param>
/// <param name="Privileged">Whether it may do all that its host may.</param>
/// <param name="Mounts">More folders of the host.</param>
/// <param name="Limits">How much of the host it may use.</param>
internal sealed record ContainerSettings(string Image, string Name, bool Privileged, IReadOnlyList<Mount> Mounts, RunLimits Limits)
{
    /// <exception cref="ModuleException">Something that cannot be.</exception>
    public static ContainerSettings Read(Invocation run, string workspace) => new(
        run.Get(ContainerArguments.Image)!,
        run.Get(ContainerName) is { Length: > 0 } name ? name : NameFor(workspace),
        run.Get(ContainerArguments.Privileged),
        [.. (run.Get(ContainerArguments.Mounts) ?? []).Select(MountOf)],
        new(
            run.Get(Cpus) is { } cpus and > 0
                ? cpus
                : throw new ModuleException(FormattableString.Invariant($"Set cpus to more than 0, such as 4: it is {run.Get(Cpus)}.")),
            run.Get(CpuShares),
            Size(run, Memory),
            run.Get(Device) is { } device && device.StartsWith("/dev/", StringComparison.Ordinal) ? device : throw new ModuleException(
                $"Set DEV (device) to a disk such as /dev/sda: it is '{run.Get(Device)}'."),
            Size(run, ReadBps), Size(run, WriteBps), run.Get(ReadIops), run.Get(WriteIops)));

    /// <summary>One workspace has one container: two would write over each other's state.</summary>
    public static string NameFor(string workspace) =>
        $"oooq-runner-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(workspace)))[..8]}";

    private static Mount MountOf(string written) => written.Split(':') switch
    {
        [['/', ..] source, ['/', ..] destination] => new(source, destination),
        [['/', ..] source, ['/', ..] destination, { Length: > 0 } options] => new(source, destination, options.Split(',')),
        _ => throw new ModuleException($"Write mounts as /of/the/host:/inside, with :ro or other options after it: '{written}' is not."),
    };

    private static string Size(Invocation run, Argument<string?> argument) => ByteSize.Parse(run.Get(argument)!) is not null
        ? run.Get(argument)!
        : throw new ModuleException(
            $"Set {argument.EnvironmentVariable} ({argument.Name}) to a size such as {argument.Default}: it is '{run.Get(argument)}'.");
}

/// <summary>How much of the host a container may use.</summary>
/// <param name="Cpus">Of its processors.</param>
/// <param name="CpuShares">Against others, where there is not enough.</param>
/// <param name="Memory">As Docker writes it.</param>
/// <param name="Device">The disk that is limited; null for none.</param>
/// <param name="ReadBps">Bytes a second, as Docker writes it.</param>
/// <param name="WriteBps">Bytes a second, as Docker writes it.</param>
/// <param name="ReadIops">Operations a second.</param>
/// <param name="WriteIops">Operations a second.</param>
internal sealed record RunLimits(
    double Cpus, long CpuShares, string Memory, string? Device, string ReadBps, string WriteBps, long ReadIops, long WriteIops);
