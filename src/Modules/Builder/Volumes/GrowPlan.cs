// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Commands;

namespace Modules.Builder.Volumes;

/// <summary>From the storage that is there to the one wanted. Nothing is asked and nothing is written here.</summary>
internal static class GrowPlan
{
    /// <summary>What growpart may leave of a disk, and XFS of its device: less than this is as good as nothing.</summary>
    private const long Rest = 16 << 20;

    /// <summary>Grows the disks of a volume group and volumes in it.</summary>
    /// <exception cref="ModuleException">Something is asked for that cannot be, or that is not understood.</exception>
    public static IReadOnlyList<GrowStep> Of(VolumeGroup group, IReadOnlyList<WantedVolume> wanted)
    {
        var steps = group.Physical.SelectMany(physical => Steps(physical, group.ExtentBytes)).ToList();
        var free = group.FreeExtents + group.Physical.Sum(physical => physical.PossibleExtents(group.ExtentBytes) - physical.Extents);
        foreach (var volume in wanted)
        {
            var found = group.Logical.FirstOrDefault(logical => logical.Name == volume.Name)
                ?? throw new ModuleException($"Give the name of a logical volume of {group.Name}: it has no '{volume.Name}'.");
            var extents = Extents(group, volume, found, free);
            free -= extents - (found.Bytes / group.ExtentBytes);
            steps.AddRange(Steps(group, found, extents * group.ExtentBytes));
        }

        return steps;
    }

    /// <summary>Grows a partition and the file system on it.</summary>
    /// <exception cref="ModuleException">The file system cannot grow.</exception>
    public static IReadOnlyList<GrowStep> Of(string device, Partition? partition, long bytes, FileSystem fileSystem)
    {
        var possible = partition is { CanGrow: true } ? partition.Possible : bytes;
        return
        [
            .. partition is { CanGrow: true } ? [Step(device, partition)] : Array.Empty<GrowStep>(),
            .. Steps(device, fileSystem, possible),
        ];
    }

    private static IEnumerable<GrowStep> Steps(PhysicalVolume physical, long extentBytes)
    {
        if (physical.Partition is { CanGrow: true } partition)
        {
            yield return Step(physical.Device, partition);
        }

        var possible = physical.PossibleExtents(extentBytes);
        if (possible > physical.Extents)
        {
            yield return new GrowStep(
                $"physical volume {physical.Device}",
                physical.Extents * extentBytes,
                possible * extentBytes,
                new Command("pvresize", physical.Device));
        }
    }

    private static GrowStep Step(string device, Partition partition) => new(
        $"partition {device}", partition.Bytes, partition.Possible, new Command("growpart", partition.Disk, $"{partition.Number}"));

    private static long Extents(VolumeGroup group, WantedVolume volume, LogicalVolume found, long free)
    {
        var has = found.Bytes / group.ExtentBytes;
        var extents = volume.Bytes is { } bytes ? Math.Max(has, (bytes + group.ExtentBytes - 1) / group.ExtentBytes) : has + free;
        if (extents - has > free)
        {
            throw new ModuleException(
                $"Give {volume.Name} at most {(has + free) * group.ExtentBytes >> 20} MiB, or a larger disk to {group.Name}: "
                    + $"{volume.Bytes >> 20} MiB are asked for, and {free * group.ExtentBytes >> 20} MiB are free. Nothing was changed.");
        }

        return extents > has && found.Layout is not ("linear" or "striped")
            ? throw new ModuleException(
                $"Grow {found.Name} with LVM's own tools: it is a {found.Layout} volume, which this module does not understand. "
                    + "Nothing was changed.")
            : extents;
    }

    private static IEnumerable<GrowStep> Steps(VolumeGroup group, LogicalVolume found, long bytes)
    {
        var fileSystem = Steps(found.Device, found.FileSystem, bytes).ToList();
        if (bytes > found.Bytes)
        {
            yield return new GrowStep(
                $"logical volume {group.Name}/{found.Name}",
                found.Bytes,
                bytes,
                new Command("lvextend", "--size", $"{bytes}b", $"{group.Name}/{found.Name}"));
        }

        foreach (var step in fileSystem)
        {
            yield return step;
        }
    }

    private static IEnumerable<GrowStep> Steps(string device, FileSystem found, long bytes)
    {
        if (bytes - found.Bytes < Rest)
        {
            return [];
        }

        var command = found switch
        {
            { Type: "ext2" or "ext3" or "ext4" } => new Command("resize2fs", device),
            { Type: "xfs", MountPoint: { } mountPoint } => new Command("xfs_growfs", "-d", mountPoint),
            { Type: "xfs" } => throw new ModuleException($"Mount {device} first: XFS grows only while it is mounted. Nothing was changed."),
            _ => throw new ModuleException(
                $"Grow {device} by hand: it holds {found.Type ?? "no file system that blkid knows"}, and this module grows ext4 and XFS. "
                    + "Nothing was changed."),
        };
        return [new GrowStep($"file system on {device}", found.Bytes, bytes, command)];
    }
}
