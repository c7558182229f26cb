// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Warp.Settings;

namespace Modules.Warp.Preflight;

/// <summary>A kind of check: its id, where it belongs, and how it looks.</summary>
/// <param name="Id">As a playbook picks it.</param>
/// <param name="Modes">The modes that need what it looks at.</param>
/// <param name="LookAsync">Looks.</param>
internal sealed record CheckKind(
    string Id, Modes Modes, Func<HostState, CancellationToken, Task<IReadOnlyList<Finding>>> LookAsync)
{
    /// <summary>Whether what is to run needs it.</summary>
    public Func<HostState, bool> IsNeeded { get; init; } = _ => true;

    /// <summary>All of them, in the order of the answer.</summary>
    public static readonly IReadOnlyList<CheckKind> All =
    [
        new("engine", Modes.Both, ContainerChecks.EngineAsync),
        new("container_name", Modes.Both, ContainerChecks.ContainerNameAsync),
        One("kvm", Modes.Local, VirtualizationChecks.Kvm),
        One("nested", Modes.Local, VirtualizationChecks.Nested),
        One("cpu", Modes.Local, VirtualizationChecks.Processor),
        new("libvirt", Modes.Local, LibvirtChecks.SocketAsync),
        One("bridge_filter", Modes.Local, BridgeChecks.Filter),
        One("qemu", Modes.Local, LibvirtChecks.Confinement),
        Many("folders", Modes.Both, FolderChecks.Look),
        new("images", Modes.Local, ImageChecks.ImagesAsync) { IsNeeded = host => host.Provisions },
        Many("boot_files", Modes.Local, ImageChecks.BootFiles) with { IsNeeded = host => host.Provisions },
        One("quickstart", Modes.Both, QuickstartChecks.Checkout),
        One("custom_vars", Modes.Both, QuickstartChecks.CustomVars),
        One("teardown", Modes.Both, QuickstartChecks.Teardown),
        Many("controller_hosts", Modes.OnOpenStack, CloudChecks.ControllerHosts) with { IsNeeded = Deploys },
        One("ext_net_cidr", Modes.OnOpenStack, CloudChecks.ExternalNetwork) with { IsNeeded = Deploys },
        One("subnodes_ssh_key", Modes.OnOpenStack, CloudChecks.SubnodesKey) with { IsNeeded = Deploys },
        One("credentials", Modes.OnOpenStack, CloudChecks.Credentials) with
        {
            IsNeeded = host => host.Play is null or { Name: Play.Inventory },
        },
        One("memory", Modes.Both, CapacityChecks.Memory),
        new("disk", Modes.Both, CapacityChecks.DiskAsync),
        One("block_device", Modes.Both, CapacityChecks.BlockDevice),
        Many("shared_mounts", Modes.Both, CapacityChecks.SharedMounts),
    ];

    private static bool Deploys(HostState host) => host.Play?.NeedsServers != false;

    private static CheckKind One(string id, Modes modes, Func<HostState, Finding> look) =>
        new(id, modes, (host, _) => Task.FromResult<IReadOnlyList<Finding>>([look(host)]));

    private static CheckKind Many(string id, Modes modes, Func<HostState, IEnumerable<Finding>> look) =>
        new(id, modes, (host, _) => Task.FromResult<IReadOnlyList<Finding>>([.. look(host)]));
}

/// <summary>The modes of deployment that a check belongs to.</summary>
[Flags]
internal enum Modes
{
    /// <summary>On this host's libvirt.</summary>
    Local = 1,

    /// <summary>On servers of an OpenStack cloud.</summary>
    OnOpenStack = 2,

    /// <summary>Either.</summary>
    Both = Local | OnOpenStack,
}
