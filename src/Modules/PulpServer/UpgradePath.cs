// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using Modules.Checks;

namespace Modules.PulpServer;

/// <summary>Which versions of Pulp can follow which, from its change log: migrations squashed in 3.69 are gone since 3.85.</summary>
internal static partial class UpgradePath
{
    public const string What = "upgrade path";

    private static readonly Version FirstSquashed = new(3, 70);
    private static readonly Version FirstWithoutOld = new(3, 85);

    /// <summary>Whether a server can go from one version to another.</summary>
    public static Check Look(Version from, Version to)
    {
        return Minor(to) < Minor(from) ? Check.NotOk(
            What,
            $"Pulp does not support going back from {from} to {to}: its database is converted already",
            $"Give {from} or a newer one, or restore a backup of {to} first.")
        : from < FirstSquashed && to >= FirstWithoutOld ? Check.NotOk(
            What,
            $"Pulp {to} cannot convert the database of {from}: the conversions it lacks are gone since {FirstWithoutOld}",
            $"Upgrade to a version from {FirstSquashed} on and older than {FirstWithoutOld} first, wait until that works, then to {to}.")
        : Check.Ok(What, $"Pulp {to} can follow {from}");
    }

    /// <summary>The version that a tag names, as 3.49, v3.49.72 and 3.49.72-ubi9 do; null for others, such as latest.</summary>
    public static Version? OfTag(string? image)
    {
        var name = image?[(image.LastIndexOf('/') + 1)..].Split('@')[0] ?? "";
        var tag = name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? name[(colon + 1)..] : "";
        return Version.TryParse(Named().Match(tag).Groups[1].Value, out var version) && version.Major >= 3 ? version : null;
    }

    private static Version Minor(Version version) => new(version.Major, version.Minor);

    [GeneratedRegex(@"^v?(\d+\.\d+(?:\.\d+)?)(?![.\d])")]
    private static partial Regex Named();
}
