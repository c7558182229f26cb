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
    /// <summary>An engine takes no less.</summary>
    private const double LeastCpus = 0.01;

    private const long LeastMemory = 6 << 20;

    private static readonly IReadOnlyList<string> KnownOptions =
        ["ro", "rw", "z", "Z", "shared", "rshared", "slave", "rslave", "private", "rprivate"];

    /// <exception cref="ModuleException">Something that cannot be.</exception>
    public static ContainerSettings Read(Invocation run, string workspace) => new(
        EngineNames.Image(ContainerArguments.Image.Name, run.Get(ContainerArguments.Image)!),
        NameOf(run, workspace),
        run.Get(ContainerArguments.Privileged),
        [.. (run.Get(ContainerArguments.Mounts) ?? []).Select(MountOf)],
        new(
            run.Get(Cpus) is { } cpus and >= LeastCpus
                ? cpus
                : throw new ModuleException(
                    FormattableString.Invariant($"Set cpus to {LeastCpus} or more, such as 4: it is {run.Get(Cpus)}.")),
            run.Get(CpuShares),
            Size(run, Memory, LeastMemory),
            run.Get(Device) is { } device && IsDevice(device) ? device : throw new ModuleException(
                $"Set DEV (device) to a disk such as /dev/sda: it is '{run.Get(Device)}'."),
            Size(run, ReadBps), Size(run, WriteBps), run.Get(ReadIops), run.Get(WriteIops)));

    /// <summary>Whether it can be a disk's file.</summary>
    public static bool IsDevice(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) && !path.Contains("..", StringComparison.Ordinal);

    /// <summary>As it was given, or of the workspace.</summary>
    public static string NameOf(Invocation run, string workspace) =>
        run.Get(ContainerName) is { Length: > 0 } name ? EngineNames.Container(ContainerName.Name, name) : NameFor(workspace);

    /// <summary>One workspace has one container: two would write over each other's state.</summary>
    private static string NameFor(string workspace) =>
        $"oooq-runner-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(workspace)))[..8]}";

    private static Mount MountOf(string written) => written.Split(':') switch
    {
        [['/', ..] source, ['/', ..] destination] => new(source, destination),
        [['/', ..] source, ['/', ..] destination, { Length: > 0 } options] when options.Split(',').All(KnownOptions.Contains) =>
            new(source, destination, options.Split(',')),
        [['/', ..], ['/', ..], { Length: > 0 }] => throw new ModuleException(
            $"Write options of mounts as the engine knows them ({string.Join(", ", KnownOptions)}): '{written}' has others."),
        _ => throw new ModuleException($"Write mounts as /of/the/host:/inside, with :ro or other options after it: '{written}' is not."),
    };

    private static string Size(Invocation run, Argument<string?> argument, long least = 1) => ByteSize.Of(run, argument) >= least
        ? run.Get(argument)!
        : throw new ModuleException(
            $"Set {argument.EnvironmentVariable} ({argument.Name}) to {least >> 20}m or more, such as {argument.Default}: "
                + $"it is '{run.Get(argument)}', with which an engine starts nothing.");
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
