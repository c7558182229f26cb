// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Builder.Volumes;

/// <summary>A partition, and how large it could be.</summary>
/// <param name="Disk">The disk's device, as <c>/dev/vda</c>.</param>
/// <param name="Number">Its number on the disk.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Possible">Its size if it took the free space behind it; the same where there is none.</param>
internal sealed record Partition(string Disk, int Number, long Bytes, long Possible)
{
    /// <summary>Whether there is free space behind it.</summary>
    public bool CanGrow => Possible > Bytes;
}

/// <summary>A physical volume of LVM.</summary>
/// <param name="Device">The device it is on.</param>
/// <param name="Bytes">The device's size.</param>
/// <param name="Start">Where its extents begin.</param>
/// <param name="Extents">How many it has.</param>
/// <param name="Partition">The partition that the device is; null for a whole disk.</param>
internal sealed record PhysicalVolume(string Device, long Bytes, long Start, long Extents, Partition? Partition)
{
    /// <summary>How many extents it can have when its partition has grown.</summary>
    public long PossibleExtents(long extentBytes) =>
        Math.Max(Extents, ((Partition?.Possible ?? Bytes) - Start) / extentBytes);
}

/// <summary>A file system.</summary>
/// <param name="Type">As <c>ext4</c> or <c>xfs</c>; null for none.</param>
/// <param name="Bytes">How much of its device it uses.</param>
/// <param name="MountPoint">Where it is mounted; null for nowhere.</param>
internal sealed record FileSystem(string? Type, long Bytes, string? MountPoint);

/// <summary>A logical volume.</summary>
/// <param name="Name">Its name in the group.</param>
/// <param name="Device">Its device.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Layout">LVM's word for how it lies on the disks, as <c>linear</c>.</param>
/// <param name="FileSystem">What it holds.</param>
internal sealed record LogicalVolume(string Name, string Device, long Bytes, string Layout, FileSystem FileSystem);

/// <summary>A volume group, as the tools of LVM tell it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ExtentBytes">The size of an extent.</param>
/// <param name="FreeExtents">Those that no logical volume has.</param>
/// <param name="Physical">Its disks.</param>
/// <param name="Logical">The logical volumes that are asked for.</param>
internal sealed record VolumeGroup(
    string Name, long ExtentBytes, long FreeExtents, IReadOnlyList<PhysicalVolume> Physical, IReadOnlyList<LogicalVolume> Logical);

/// <summary>A logical volume that has to have a size.</summary>
/// <param name="Name">Its name in the group.</param>
/// <param name="Bytes">The least it should have; null for all that is free.</param>
internal sealed record WantedVolume(string Name, long? Bytes);
