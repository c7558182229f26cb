// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;

namespace Sandbox.Upstream.Deb;

/// <summary>SHA256SUMS of an installer's images.</summary>
internal static class InstallerSums
{
    public static IEnumerable<(string Path, string Sha256)> Parse(byte[] text) =>
        from line in Encoding.UTF8.GetString(text).Split('\n')
        let words = ReleaseFile.Words(line)
        where words.Length == 2
        select (words[1].StartsWith("./", StringComparison.Ordinal) ? words[1][2..] : words[1], words[0]);
}
