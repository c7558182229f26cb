// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Commands;
using Modules.Warp.Settings;

namespace Modules.Warp.Preflight;

/// <summary>The host that is looked at, and what it is held to.</summary>
/// <param name="Run">The call.</param>
/// <param name="Commands">Programs of the host.</param>
/// <param name="AskKvm">Asks the device at a path.</param>
/// <param name="Engine">Its engine.</param>
internal sealed record HostState(Invocation Run, ICommands Commands, Func<string, KvmAnswer> AskKvm, HostEngine Engine)
{
    private const long GiB = 1L << 30;

    /// <summary>The one that is to run; null for any.</summary>
    public Play? Play => Run.Get(PreflightArguments.Play) is { Length: > 0 } name ? SettingsReader.PlayOf(name) : null;

    public bool IsLocal => Run.Get(PreflightArguments.Mode) is { } mode
        ? mode == PreflightArguments.Local
        : Play?.Name.Contains(Settings.Play.Cloud, StringComparison.Ordinal) != true;

    /// <summary>Whether machines are made of images; where that is not known, they may be.</summary>
    public bool Provisions => Play is not { } play
        || (play.Name == Settings.Play.Warp && TeardownWords.Find(Run.Get(WarpArguments.Teardown)!) is null or Teardown.True);

    public string User => SettingsReader.UserOf(Run);

    /// <summary>As the container has it.</summary>
    public string Home => WarpHome.Of(User);

    /// <summary>As a run reads it; one that is no path it can mount is told as it was given.</summary>
    public string Workspace =>
        Run.Get(WarpArguments.Workspace)! is ['/', ..] path ? SettingsReader.Plain(path) : Run.Get(WarpArguments.Workspace)!;

    public string? ImageCache => Run.Get(WarpArguments.ImageCache) is { Length: > 0 } given ? given : null;

    public string LocalWorkingDirectory =>
        Run.Get(WarpArguments.Lwd) is { Length: > 0 } given ? given : WarpHome.LocalWorkingFolder(Home);

    /// <summary>The folder with the plays and their variables.</summary>
    public string? Scripts => Run.Get(WarpArguments.Scripts) is { Length: > 0 } given ? given : null;

    public string? OooqPath => Run.Get(WarpArguments.OooqPath) is { Length: > 0 } given ? given : null;

    /// <summary>Bytes by path: the undercloud's disk is where libvirt has its volumes, images are unpacked in the workspace.</summary>
    public IReadOnlyDictionary<string, long> Space => Run.Get(PreflightArguments.Space)
        ?.ToDictionary(pair => pair.Key, pair => Size(pair.Key, pair.Value?.ToString() ?? ""))
        ?? (IsLocal
            ? new() { [Workspace] = 20 * GiB, ["/var/lib/libvirt/images"] = 50 * GiB }
            : new() { [Workspace] = 1 * GiB });

    public long Memory => ByteSize.Of(Run, ContainerArguments.Memory);

    /// <summary>A file below one of the roots.</summary>
    public string Proc(params IReadOnlyList<string> parts) => Path.Combine([Run.Get(PreflightArguments.Proc)!, .. parts]);

    /// <summary>A file below one of the roots.</summary>
    public string Sys(params IReadOnlyList<string> parts) => Path.Combine([Run.Get(PreflightArguments.Sys)!, .. parts]);

    /// <summary>A device's file, below the root of devices.</summary>
    public string Device(string name) => Path.Combine(Run.Get(PreflightArguments.Dev)!, name);

    private static long Size(string path, string written) => ByteSize.Parse(written)
        ?? throw new ModuleException($"Set {path} in space to a size such as 20G: it is '{written}'.");
}
