namespace Modules.PulpServer;

/// <summary>Which versions of Pulp can follow which, from its change log: migrations squashed in 3.69 are gone since 3.85.</summary>
internal static class UpgradePath
{
    private static readonly Version FirstSquashed = new(3, 70);
    private static readonly Version FirstWithoutOld = new(3, 85);

    /// <summary>Why a server must not go from one version to another, and what to do; null where it can.</summary>
    public static string? Refusal(Version from, Version to) =>
        Minor(to) < Minor(from)
            ? $"Pulp does not support going back from {from} to {to}: its database is converted already. "
              + $"Give {from} or a newer one, or restore a backup of {to} first."
        : from < FirstSquashed && to >= FirstWithoutOld
            ? $"Pulp {to} cannot convert the database of {from}: the conversions it lacks are gone since {FirstWithoutOld}. "
              + $"Upgrade to a version from {FirstSquashed} on and older than {FirstWithoutOld} first, wait until that works, then to {to}."
        : null;

    /// <summary>The version that a tag names, as 3.49 and 3.49.72 do; null for others, such as latest.</summary>
    public static Version? OfTag(string? image)
    {
        var name = image?[(image.LastIndexOf('/') + 1)..].Split('@')[0] ?? "";
        var tag = name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? name[(colon + 1)..] : "";
        return Version.TryParse(tag, out var version) && version.Major >= 3 ? version : null;
    }

    private static Version Minor(Version version) => new(version.Major, version.Minor);
}
