// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Readers;

/// <summary>The tags of an rpm header that a repository shows.</summary>
internal static class RpmTag
{
    public const int Name = 1000;
    public const int Version = 1001;
    public const int Release = 1002;
    public const int Epoch = 1003;
    public const int Summary = 1004;
    public const int Description = 1005;
    public const int BuildTime = 1006;
    public const int BuildHost = 1007;
    public const int Size = 1009;
    public const int Vendor = 1011;
    public const int License = 1014;
    public const int Packager = 1015;
    public const int Group = 1016;
    public const int Url = 1020;
    public const int Arch = 1022;
    public const int FileModes = 1030;
    public const int FileFlags = 1037;
    public const int SourceRpm = 1044;
    public const int ChangelogTime = 1080;
    public const int ChangelogName = 1081;
    public const int ChangelogText = 1082;
    public const int DirectoryIndexes = 1116;
    public const int BaseNames = 1117;
    public const int DirectoryNames = 1118;
    public const int LongSize = 5009;

    // These two are of the signature header.
    public const int PayloadSize = 1007;
    public const int LongPayloadSize = 271;

    /// <summary>Tags of names, flags and versions.</summary>
    public static IReadOnlyList<(string Field, (int Names, int Flags, int Versions) Tags)> Relations { get; } =
    [
        ("requires", (1049, 1048, 1050)),
        ("provides", (1047, 1112, 1113)),
        ("conflicts", (1054, 1053, 1055)),
        ("obsoletes", (1090, 1114, 1115)),
        ("suggests", (5049, 5051, 5050)),
        ("enhances", (5055, 5057, 5056)),
        ("recommends", (5046, 5048, 5047)),
        ("supplements", (5052, 5054, 5053)),
    ];
}
