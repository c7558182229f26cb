// SPDX-License-Identifier: GPL-3.0-or-later
using Docker.DotNet.Models;
using ModuleHost;
using Modules.Containers.Engine;

namespace Modules.Containers.Planning;

/// <summary>
/// Looks, before the first container of a name is made, whether another one that runs has its volumes, such as the one before that somebody
/// renamed: two databases on one volume destroy it.
/// </summary>
internal static class SharedVolumes
{
    /// <param name="wanted">What nobody else may have: whoever looks after it mounts it elsewhere, or only reads it.</param>
    /// <param name="own">The ids of containers that are taken care of.</param>
    /// <param name="name">The container that would be made.</param>
    /// <param name="engine">Where it would run.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ModuleException">Another one has it.</exception>
    public static async Task RefuseAsync(
        IReadOnlyList<Mount> wanted, IReadOnlyList<string> own, string name, DockerEngine engine, CancellationToken ct)
    {
        foreach (var other in (await engine.RunningContainersAsync(ct)).Where(each => !own.Contains(each.ID)))
        {
            // Lists of some engines have no mounts.
            if (await engine.FindContainerAsync(other.ID, ct) is { } container
                && wanted.FirstOrDefault(mount => IsWritten(container, mount)) is { } shared)
            {
                var named = container.Name?.TrimStart('/') ?? other.ID;
                throw new ModuleException(
                    $"There is no container '{name}', and '{named}', which runs, has its volume '{shared.Source}' at "
                        + $"{shared.Destination}: two servers on one volume destroy it. Name that one with container_name, rename it to "
                        + $"'{name}', or stop it first.");
            }
        }
    }

    private static bool IsWritten(ContainerInspectResponse container, Mount mount) =>
        (container.Mounts ?? []).OfType<MountPoint>().Any(each =>
            each.RW && each.Destination == mount.Destination && (each.Name == mount.Source || each.Source == mount.Source));
}
