// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Http;

/// <summary>The most that is read of what servers say. Each is many times what an honest one
/// needs, and what this machine can bear.</summary>
internal static class Limits
{
    /// <summary>Of an answer that is held in memory: a page of a thousand of Pulp's largest objects is some 10 MB, its schema 4.</summary>
    public const long Answer = 64L << 20;

    /// <summary>Of a file that is read as it comes: the largest package lists there are
    /// (Debian's sources, Fedora) have 200 MB packed.</summary>
    public const long File = 1L << 30;

    /// <summary>Of the same unpacked: packed lists shrink to a tenth, a bomb to a thousandth.</summary>
    public const long Unpacked = 8L << 30;

    /// <summary>Of a body that Pulp serves to be kept in a file: the disk decides.</summary>
    public const long Download = long.MaxValue;

    /// <summary>Of what a message quotes.</summary>
    public const int Quoted = 1000;

    /// <summary>Of a text or a line within a file: a package's longest description has some thousands of characters.</summary>
    public const int Piece = 4 << 20;

    /// <summary>Of what tells one unit from others: a checksum has 128 characters, a name some dozens.</summary>
    public const int Key = 1000;

    /// <summary>Of the pages of a list that leads from one to the next.</summary>
    public const int Pages = 1000;

    /// <summary>Of tags of one image; the largest on public registries have some ten thousand.</summary>
    public const int Tags = 200_000;

    /// <summary>Of units of one file: Fedora's everything has 70 000 packages.</summary>
    public const int Units = 500_000;
}
