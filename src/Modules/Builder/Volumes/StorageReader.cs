// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost;
using Modules.Commands;

namespace Modules.Builder.Volumes;

/// <summary>Asks the tools of the host about its storage. None of what it runs changes anything.</summary>
internal sealed partial class StorageReader(ICommands commands)
{
    private const int Sector = 512;

    /// <summary>Of a table of DOS the partitions behind these lie in another one, which does not grow with them.</summary>
    private const int MostPrimary = 4;

    private static readonly string[] Report = ["--reportformat", "json", "--units", "b", "--nosuffix"];

    /// <summary>A volume group with its disks and some of its volumes.</summary>
    /// <exception cref="ModuleException">There is no such group, or a tool fails.</exception>
    public async Task<VolumeGroup> GroupAsync(string name, IReadOnlyCollection<string> volumes, CancellationToken ct)
    {
        var group = await RowsAsync("vgs", "vg", "vg_name,vg_extent_size,vg_free_count", name, ct) is [var row, ..]
            ? row
            : throw new ModuleException($"Give the name of a volume group of this host as volume_group: there is no '{name}'.");
        var physical = new List<PhysicalVolume>();
        foreach (var disk in await RowsAsync("pvs", "pv", "pv_name,dev_size,pe_start,pv_pe_count", name, ct))
        {
            var device = Text(disk, "pv_name");
            physical.Add(new PhysicalVolume(
                device, Number(disk, "dev_size"), Number(disk, "pe_start"), Number(disk, "pv_pe_count"), await PartitionAsync(device, ct)));
        }

        var logical = new List<LogicalVolume>();
        foreach (var segment in volumes.Count == 0 ? [] : await RowsAsync("lvs", "lv", "lv_name,lv_path,lv_size,segtype", name, ct))
        {
            var (volume, device) = (Text(segment, "lv_name"), Text(segment, "lv_path"));
            if (volumes.Contains(volume) && logical.All(found => found.Name != volume))
            {
                logical.Add(new LogicalVolume(
                    volume, device, Number(segment, "lv_size"), Text(segment, "segtype"), await FileSystemAsync(device, ct)));
            }
        }

        return new VolumeGroup(name, Number(group, "vg_extent_size"), Number(group, "vg_free_count"), physical, logical);
    }

    /// <summary>The device behind a mount point, its size and its partition.</summary>
    /// <exception cref="ModuleException">Nothing is mounted there, or nothing that lies on a device.</exception>
    public async Task<(string Device, long Bytes, Partition? Partition)> MountedAsync(string mountPoint, CancellationToken ct)
    {
        var found = await commands.RunAsync(new Command(
            "findmnt", "--noheadings", "--nofsroot", "--output", "SOURCE", "--mountpoint", mountPoint), ct);
        var device = found.Output.Trim();
        if (found.ExitCode != 0 || !device.StartsWith("/dev/", StringComparison.Ordinal))
        {
            var seen = device.Length == 0 ? $"nothing is mounted at '{mountPoint}'" : $"at '{mountPoint}' is {device}";
            throw new ModuleException($"Give as mount where a device is mounted: {seen}.");
        }

        var (type, _, bytes, _, _) = await DeviceAsync(device, ct);
        return type is "part" or "disk" or "loop"
            ? (device, bytes, await PartitionAsync(device, ct))
            : throw new ModuleException(
                $"Give volume_group and volumes where LVM is used: {device}, which is mounted at {mountPoint}, is of type {type}.");
    }

    /// <summary>What a device holds.</summary>
    public async Task<FileSystem> FileSystemAsync(string device, CancellationToken ct)
    {
        var probe = new Command("blkid", "--probe", "--match-tag", "TYPE", "--output", "value", device);
        var type = (await commands.RunAsync(probe, ct)).Output.Trim();
        var where = new Command("findmnt", "--noheadings", "--first-only", "--output", "TARGET", "--source", device);
        var mountPoint = (await commands.RunAsync(where, ct)).Output.Trim() is { Length: > 0 } target ? target : null;
        return type switch
        {
            "ext2" or "ext3" or "ext4" => new(type, Extended(await AskAsync(new Command("dumpe2fs", "-h", device), ct)), mountPoint),
            "xfs" when mountPoint is not null => new(type, Xfs(await AskAsync(new Command("xfs_info", mountPoint), ct)), mountPoint),
            "" => new(null, 0, mountPoint),
            _ => new(type, 0, mountPoint),
        };
    }

    private async Task<Partition?> PartitionAsync(string device, CancellationToken ct)
    {
        var (type, name, bytes, parent, table) = await DeviceAsync(device, ct);
        if (type is "disk" or "loop")
        {
            return null;
        }

        if (type != "part" || !name.StartsWith(parent, StringComparison.Ordinal)
            || !int.TryParse(name[parent.Length..].TrimStart('p'), CultureInfo.InvariantCulture, out var number))
        {
            throw new ModuleException(
                $"Grow {device} by hand: it is of type {type}, and this module understands disks and partitions. Nothing was changed.");
        }

        if (table == "dos" && number > MostPrimary)
        {
            throw new ModuleException(
                $"Grow {device} by hand: it is a logical partition, whose extended one would have to grow first. Nothing was changed.");
        }

        var disk = $"/dev/{parent}";
        var tried = await commands.RunAsync(new Command("growpart", "--dry-run", disk, $"{number}"), ct);
        return tried.Output switch
        {
            var told when NewSize().Match(told) is { Success: true } match =>
                new(disk, number, bytes, Whole(match.Groups["sectors"]) * SectorOf(bytes, match)),
            var told when told.StartsWith("NOCHANGE", StringComparison.Ordinal) => new(disk, number, bytes, bytes),
            _ => throw new ModuleException($"Mend the partition table of {disk}: growpart says '{tried.LastLine}'. Nothing was changed."),
        };
    }

    /// <summary>growpart counts in sectors of the disk, which some have of 4096 bytes.</summary>
    private static long SectorOf(long bytes, Match told) =>
        told.Groups["before"] is { Success: true } before && Whole(before) is > 0 and var sectors && bytes % sectors == 0
            ? bytes / sectors
            : Sector;

    private async Task<(string Type, string Name, long Bytes, string Parent, string Table)> DeviceAsync(string device, CancellationToken ct)
    {
        var told = await AskAsync(
            new Command("lsblk", "--json", "--bytes", "--nodeps", "--output", "KNAME,TYPE,SIZE,PKNAME,PTTYPE", device), ct);
        var row = Json(told, "lsblk")["blockdevices"]![0]!.AsObject();
        return (Text(row, "type"), Text(row, "kname"), Number(row, "size"), (string?)row["pkname"] ?? "", Text(row, "pttype"));
    }

    private async Task<IReadOnlyList<JsonObject>> RowsAsync(string tool, string kind, string columns, string group, CancellationToken ct)
    {
        var told = await AskAsync(new Command(tool, [.. Report, "--options", columns, "--select", $"vg_name={group}"]), ct);
        return [.. Json(told, tool)["report"]![0]![kind]!.AsArray().Select(row => row!.AsObject())];
    }

    /// <summary>LVM warns of every open file it did not open; .NET's are none of its business.</summary>
    private async Task<string> AskAsync(Command command, CancellationToken ct)
    {
        var quiet = command with { Environment = new Dictionary<string, string> { ["LVM_SUPPRESS_FD_WARNINGS"] = "1" } };
        var answer = await commands.RunAsync(quiet, ct);
        return answer.ExitCode == 0
            ? answer.Output
            : throw new ModuleException(
                $"Run the module as root and see that '{command}' works on this host: it says '{answer.LastLine}'.");
    }

    private static JsonNode Json(string told, string tool)
    {
        try
        {
            return JsonNode.Parse(told)!;
        }
        catch (JsonException failure)
        {
            throw new ModuleException($"Give this host a {tool} that answers in JSON: {failure.Message}", failure);
        }
    }

    private static string Text(JsonObject row, string column) => (string?)row[column] ?? "";

    /// <summary>Numbers stand as texts in LVM's JSON, and in lsblk's of older releases.</summary>
    private static long Number(JsonObject row, string column) => long.Parse(row[column]!.ToString(), CultureInfo.InvariantCulture);

    private static long Extended(string told) => Value(BlockCount().Match(told)) * Value(BlockSize().Match(told));

    private static long Xfs(string told) => XfsData().Match(told) is { Success: true } match
        ? Whole(match.Groups["size"]) * Whole(match.Groups["blocks"])
        : 0;

    private static long Value(Match match) => match.Success ? Whole(match.Groups[1]) : 0;

    private static long Whole(Group digits) => long.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?:old:\s*size=(?<before>[0-9]+).*)?new:\s*size=(?<sectors>[0-9]+)")]
    private static partial Regex NewSize();

    [GeneratedRegex(@"^Block count:\s+([0-9]+)", RegexOptions.Multiline)]
    private static partial Regex BlockCount();

    [GeneratedRegex(@"^Block size:\s+([0-9]+)", RegexOptions.Multiline)]
    private static partial Regex BlockSize();

    [GeneratedRegex(@"^data\s+=\s+bsize=(?<size>[0-9]+)\s+blocks=(?<blocks>[0-9]+)", RegexOptions.Multiline)]
    private static partial Regex XfsData();
}
