// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using Modules.Builder.Preflight;
using Modules.Checks;
using Modules.Warp.Settings;

namespace Modules.Warp.Preflight;

/// <summary>Memory, disk, the device that limits are set on, and mounts that have to be shared.</summary>
internal static class CapacityChecks
{
    public static Finding Memory(HostState host)
    {
        const string what = "memory";
        var file = HostFile.Read(host.Proc("meminfo"));
        var line = file.Text?.Split('\n').FirstOrDefault(each => each.StartsWith("MemAvailable:", StringComparison.Ordinal));
        var word = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);
        if (!long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes))
        {
            return Check.Unknown(
                what,
                file.Trouble is null ? $"{file.Path} does not tell MemAvailable" : file.Unread,
                "See by hand with free whether it is enough.");
        }

        var told = $"{Size(kilobytes << 10)} are available, MEM wants {Size(host.Memory)}";
        return kilobytes << 10 >= host.Memory
            ? Check.Ok(what, told)
            : Check.NotOk(what, told, "Stop something, or give memory (MEM) less.");
    }

    public static async Task<IReadOnlyList<Finding>> DiskAsync(HostState host, CancellationToken ct)
    {
        var storage = new StorageChecks(host.Commands);
        List<Finding> found = [];
        foreach (var (path, bytes) in host.Space)
        {
            var check = await storage.SpaceAsync(path, bytes, ct) with { DoneByPlaybook = null };
            const string advice = "Free some, or give space another size for this path.";
            found.Add(check.State == CheckState.NotOk ? check with { Advice = advice } : check);
        }

        return found;
    }

    /// <summary>The engine refuses limits on a device that is not there.</summary>
    public static Finding BlockDevice(HostState host)
    {
        const string what = "block device";
        var given = host.Run.Get(PreflightArguments.Device)!;
        if (!ContainerSettings.IsDevice(given))
        {
            return Check.NotOk(what, $"DEV is '{given}'", "Set DEV (device) to a disk such as /dev/sda.");
        }

        var name = given["/dev/".Length..];
        try
        {
            var known = Directory.GetFileSystemEntries(host.Sys("class", "block"))
                .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList();
            var advice = $"Give one of {string.Join(", ", known.Select(each => $"/dev/{each}"))} in device (DEV).";
            return known.Contains(name) && Path.Exists(host.Device(name)) ? Check.Ok(what, $"DEV {given} is there")
                : given == ContainerArguments.Device.Default?.ToString()
                ? Check.Unknown(what, $"there is no {given}, and which disk is meant cannot be told: a run limits none", advice)
                : Check.NotOk(what, $"DEV is {given}, and there is no such block device: a run limits none", advice);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Check.Unknown(
                what, $"{host.Sys("class", "block")} cannot be listed, so whether DEV {given} is there is unknown", "See with lsblk.");
        }
    }

    /// <summary>The engine refuses to pass mounts on from a folder that is not on a shared one.</summary>
    public static IEnumerable<Finding> SharedMounts(HostState host)
    {
        var wanted = host.Run.Get(PreflightArguments.SharedMounts) ?? [];
        var file = HostFile.Read(host.Proc("self", "mountinfo"));
        return wanted.Select(path => (Finding)Shared(file, path));
    }

    private static Check Shared(HostFile file, string path)
    {
        var what = $"shared mount {path}";
        if (file.Text is null)
        {
            return Check.Unknown(what, file.IsMissing ? $"there is no {file.Path}" : file.Unread, $"See findmnt -o PROPAGATION -T {path}.");
        }

        var mount = file.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .Where(words => words.Length > 6 && IsBelow(path, words[4])).MaxBy(words => words[4].Length);
        return mount is null ? Check.Unknown(what, $"{file.Path} has no mount that {path} is on", $"See findmnt -o PROPAGATION -T {path}.")
            : mount[6..].TakeWhile(word => word != "-").Any(word => word.StartsWith("shared:", StringComparison.Ordinal))
            ? Check.Ok(what, $"it is on {mount[4]}, which is shared")
            : Check.NotOk(
                what, $"it is on {mount[4]}, which is not shared", $"Run mount --make-shared {mount[4]}, or do without ':shared'.");
    }

    private static bool IsBelow(string path, string mount) =>
        mount == "/" || path == mount || path.StartsWith(mount + "/", StringComparison.Ordinal);

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB");
}
