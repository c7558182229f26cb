// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Sandbox.Readers;

/// <summary>The lists of an rpm header, shaped as Pulp shows them.</summary>
internal static class RpmLists
{
    private const int Less = 2;
    private const int Greater = 4;
    private const int Equal = 8;
    private const int BeforeInstall = (1 << 6) | (1 << 9) | (1 << 10); // PREREQ, SCRIPT_PRE, SCRIPT_POST
    private const int Ghost = 1 << 6;
    private const int TypeMask = 0xf000;
    private const int Directory = 0x4000;
    private const int ChangelogLimit = 10;

    /// <summary>[name, flags, epoch, version, release, pre]; what rpm itself provides is nobody's business.</summary>
    public static JsonArray Relations(RpmHeader header, (int Names, int Flags, int Versions) tags)
    {
        var (names, flags, versions) = (header.Texts(tags.Names), header.Numbers(tags.Flags), header.Texts(tags.Versions));
        var seen = new HashSet<string>();
        var relations = new JsonArray();
        for (var at = 0; at < names.Count; at++)
        {
            var (epoch, version, release) = Split(at < versions.Count ? versions[at] : "");
            var flag = at < flags.Count ? flags[at] : 0;
            var relation = new JsonArray(names[at], Comparison(flag), epoch, version, release, (flag & BeforeInstall) != 0);
            if (!names[at].StartsWith("rpmlib(", StringComparison.Ordinal) && seen.Add(relation.ToJsonString()))
            {
                relations.Add((JsonNode?)relation);
            }
        }

        return relations;
    }

    /// <summary>[type, directory, name].</summary>
    public static JsonArray Files(RpmHeader header)
    {
        var (names, indexes, directories) = (
            header.Texts(RpmTag.BaseNames), header.Numbers(RpmTag.DirectoryIndexes), header.Texts(RpmTag.DirectoryNames));
        var (modes, flags) = (header.Numbers(RpmTag.FileModes), header.Numbers(RpmTag.FileFlags));

        return new JsonArray([.. names.Select((name, at) => (JsonNode?)new JsonArray(
            (modes[at] & TypeMask) == Directory ? "dir" : (flags[at] & Ghost) != 0 ? "ghost" : "",
            directories[(int)indexes[at]],
            name))]);
    }

    /// <summary>[author, time, text] of the last entries, oldest first.</summary>
    public static JsonArray Changelogs(RpmHeader header)
    {
        var (names, times, texts) = (
            header.Texts(RpmTag.ChangelogName), header.Numbers(RpmTag.ChangelogTime), header.Texts(RpmTag.ChangelogText));

        return new JsonArray([.. names
            .Select((name, at) => (JsonNode?)new JsonArray(name, times[at], texts[at]))
            .Take(ChangelogLimit)
            .Reverse()]);
    }

    private static string? Comparison(long flag) => (flag & (Less | Greater | Equal)) switch
    {
        Less => "LT",
        Greater => "GT",
        Equal => "EQ",
        Less | Equal => "LE",
        Greater | Equal => "GE",
        _ => null,
    };

    private static (string? Epoch, string? Version, string? Release) Split(string evr)
    {
        if (evr.Length == 0)
        {
            return (null, null, null);
        }

        var colon = evr.IndexOf(':', StringComparison.Ordinal);
        var dash = evr.LastIndexOf('-');

        return (
            colon > 0 ? evr[..colon] : "0", evr[(colon + 1)..(dash > colon ? dash : evr.Length)], dash > colon ? evr[(dash + 1)..] : null);
    }
}
