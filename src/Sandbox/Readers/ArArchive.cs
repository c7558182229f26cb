// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;
using Sandbox.Tasks;

namespace Sandbox.Readers;

/// <summary>The ar format, in which a deb is packed.</summary>
internal static class ArArchive
{
    private const int HeaderSize = 60;

    /// <summary>Members by name, without the slash some writers end names with.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Members(byte[] archive)
    {
        if (!archive.AsSpan().StartsWith("!<arch>\n"u8))
        {
            throw new TaskFailedException("Unable to find global header");
        }

        for (var at = 8; at + HeaderSize <= archive.Length;)
        {
            var header = Encoding.ASCII.GetString(archive, at, HeaderSize);
            if (!int.TryParse(header[48..58].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                || at + HeaderSize + size > archive.Length)
            {
                throw new TaskFailedException("Incorrect file header");
            }

            yield return (header[..16].Trim().TrimEnd('/'), archive[(at + HeaderSize)..(at + HeaderSize + size)]);
            at += HeaderSize + size + (size & 1);
        }
    }
}
