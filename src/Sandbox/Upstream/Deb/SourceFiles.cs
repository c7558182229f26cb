// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;

namespace Sandbox.Upstream.Deb;

/// <summary>The files of a source package, by its paragraph in a Sources index; the .dsc comes first.</summary>
internal static class SourceFiles
{
    public static IEnumerable<(string Path, string Sha256, long Size)> Of(IReadOnlyDictionary<string, string> control) =>
        from line in control.GetValueOrDefault("Checksums-Sha256", "").Split('\n')
        let words = ReleaseFile.Words(line)
        where words.Length == 3
        orderby !words[2].EndsWith(".dsc", StringComparison.Ordinal)
        select ($"{control.GetValueOrDefault("Directory")}/{words[2]}", words[0], long.Parse(words[1], CultureInfo.InvariantCulture));
}
