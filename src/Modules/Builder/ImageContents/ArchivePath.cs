// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Builder.ImageContents;

/// <summary>Names in archives, which some write from the root on, some from the folder they are in.</summary>
internal static class ArchivePath
{
    /// <summary>Without either; a name that begins with a dot keeps it.</summary>
    public static string Of(string name)
    {
        var rest = name.AsSpan();
        while (rest is ['/', ..] or ['.', '/', ..])
        {
            rest = rest[(rest[0] == '/' ? 1 : 2)..];
        }

        return rest is "." ? "" : rest.ToString();
    }
}
