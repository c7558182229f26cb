// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Containers.Planning;
using Modules.Warp.Settings;

namespace Modules.Warp.CommandLines;

/// <summary>The container of a run, whoever makes it: an engine that is asked, or a person with Docker's command.</summary>
/// <param name="Settings">What runs in it.</param>
/// <param name="Container">The container that was asked for.</param>
internal sealed record RunContainer(WarpSettings Settings, ContainerSettings Container)
{
    /// <summary>Tells ours from others; its value is the workspace.</summary>
    public const string Label = "org.stackhpc.kayobe-modules.oooq-run";

    /// <summary>Who runs it, by number.</summary>
    public string User { get; init; } = "1000";

    /// <summary>The user's other groups, by number.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Without all privileges, what libvirt and networks need.</summary>
    public IReadOnlyList<string> Capabilities => Container.Privileged ? [] : ["SYS_ADMIN", "NET_ADMIN"];

    /// <summary>Devices of the host that may be used; all, with all privileges.</summary>
    public IReadOnlyList<string> Devices { get; init; } = Container.Privileged ? [] : ["/dev/kvm"];

    public IReadOnlyList<string> Environment => [.. ContainerEnvironment.Of(Settings).Select(each => $"{each.Name}={each.Value}")];

    public IReadOnlyList<string> Command => ["-c", EntryScript.Text(Settings)];

    /// <summary>Each place inside once; what the playbook adds wins.</summary>
    public IReadOnlyList<Mount> Mounts =>
    [
        .. Own.Where(own => Container.Mounts.All(added => added.Destination != own.Destination)).DistinctBy(own => own.Destination),
        .. Container.Mounts,
    ];

    private IEnumerable<Mount> Own
    {
        get
        {
            var folders = Settings.Folders;
            if (folders.Vpath is { } vpath)
            {
                yield return new(vpath, $"{Settings.Home}/Envs");
                yield return new(vpath, vpath); // its programs name their interpreter by this path
            }

            yield return new("/var/lib/libvirt", "/var/lib/libvirt");
            yield return new("/run", "/run");
            yield return new("/dev", "/dev", "ro");
            yield return new("/lib/modules", "/lib/modules");
            yield return new(folders.Workspace, folders.Workspace);
            yield return new(folders.Lwd, folders.Lwd);
            yield return new(folders.ImageCache, folders.ImageCache);
            yield return new(folders.OooqPath, Inside.Oooq, "ro");
            yield return new(folders.Scripts, Inside.Scripts, "ro");
        }
    }
}
