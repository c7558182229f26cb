// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using Modules.Checks;
using Modules.Commands;

namespace Modules.Builder.Preflight;

/// <summary>Free space where builds fill it up, and LVM.</summary>
/// <param name="commands">Programs of the host.</param>
internal sealed class StorageChecks(ICommands commands)
{
    /// <summary>Free space at a path, or at the nearest folder above it that is there.</summary>
    public async Task<Check> SpaceAsync(string path, long needed, CancellationToken ct)
    {
        var what = $"free space at {path}";
        var seen = path;
        var answer = await FreeAsync(seen, ct);
        while (answer.ExitCode is not (0 or AnsweringCommands.NotInTime) && Path.GetDirectoryName(seen) is { } above)
        {
            seen = above;
            answer = await FreeAsync(seen, ct);
        }

        if (answer.ExitCode != 0 || !long.TryParse(answer.LastLine, CultureInfo.InvariantCulture, out var free))
        {
            return Check.Unknown(
                what, $"df does not tell the free space at {seen} ('{answer.LastLine}')", "See by hand whether it is enough.");
        }

        var told = $"{Size(free)} are free at {seen}, {Size(needed)} are needed";
        return free >= needed
            ? Check.Ok(what, told)
            : Check.NotOk(what, told, "Free some, or let grow_volume grow the volume.") with { DoneByPlaybook = true };
    }

    /// <summary>Whether the host has volume groups.</summary>
    public async Task<Check> LvmAsync(bool needed, CancellationToken ct)
    {
        const string what = "LVM";
        if (commands.Find("vgs") is null)
        {
            return Without("the tools of LVM are not installed");
        }

        var answer = await commands.RunAsync(new Command("vgs", "--noheadings", "--options", "vg_name"), ct);
        if (answer.ExitCode != 0)
        {
            return Check.Unknown(what, $"vgs says '{answer.LastLine}'", "Run the check as root.");
        }

        var groups = answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return groups.Length > 0
            ? Check.Ok(what, $"volume groups: {string.Join(", ", groups)}")
            : Without("the host has no volume group");

        Check Without(string seen) => needed
            ? Check.NotOk(what, seen, "Take an image with LVM, or set lvm to false for one without.")
            : Check.Ok(what, $"{seen}, and none is needed");
    }

    private Task<CommandAnswer> FreeAsync(string path, CancellationToken ct) =>
        commands.RunAsync(new Command("df", "--block-size=1", "--output=avail", path), ct);

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB");
}
