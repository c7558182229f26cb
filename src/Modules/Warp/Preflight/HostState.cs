// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Builder.Volumes;
using Modules.Commands;
using Modules.Containers.Engine;
using Modules.Warp.Settings;

namespace Modules.Warp.Preflight;

/// <summary>The host that is looked at, and what it is held to.</summary>
/// <param name="Run">The call.</param>
/// <param name="Commands">Programs of the host.</param>
/// <param name="AskKvm">Asks the device at a path.</param>
internal sealed record HostState(Invocation Run, ICommands Commands, Func<string, KvmAnswer> AskKvm)
{
    private const long GiB = 1L << 30;

    public bool IsLocal => Run.Get(PreflightArguments.Mode) == PreflightArguments.Local;

    public string User => Run.Get(PreflightArguments.User) is { Length: > 0 } user ? user : Environment.UserName;

    /// <summary>Where the container has it, too.</summary>
    public string Home => User == "root" ? "/root" : $"/home/{User}";

    public string Workspace => Run.Get(WarpArguments.Workspace)!;

    public string? ImageCache => Run.Get(WarpArguments.ImageCache) is { Length: > 0 } given ? given : null;

    public string LocalWorkingDirectory =>
        Run.Get(WarpArguments.Lwd) is { Length: > 0 } given ? given : Path.Combine(Home, ".quickstart");

    public string? OooqPath => Run.Get(WarpArguments.OooqPath) is { Length: > 0 } given ? given : null;

    public EngineAddress Engine => EngineArguments.Address(Run);

    /// <summary>Bytes by path: the undercloud's disk is where libvirt has its volumes, images are unpacked in the workspace.</summary>
    public IReadOnlyDictionary<string, long> Space => Run.Get(PreflightArguments.Space)
        ?.ToDictionary(pair => pair.Key, pair => Size($"at {pair.Key}", pair.Value?.ToString() ?? ""))
        ?? (IsLocal
            ? new() { [Workspace] = 20 * GiB, ["/var/lib/libvirt/images"] = 50 * GiB }
            : new() { [Workspace] = 1 * GiB });

    public long Memory => Size("memory", Run.Get(ContainerArguments.Memory)!);

    /// <summary>A file below one of the roots.</summary>
    public string Proc(params IReadOnlyList<string> parts) => Path.Combine([Run.Get(PreflightArguments.Proc)!, .. parts]);

    /// <summary>A file below one of the roots.</summary>
    public string Sys(params IReadOnlyList<string> parts) => Path.Combine([Run.Get(PreflightArguments.Sys)!, .. parts]);

    /// <summary>A device's file, below the root of devices.</summary>
    public string Device(string name) => Path.Combine(Run.Get(PreflightArguments.Dev)!, name);

    private static long Size(string what, string size) => VolumeSize.Bytes(size)
        ?? throw new ModuleException($"Give {what} a size such as 7G: '{size}' is none.");
}
