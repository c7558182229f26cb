// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using ModuleHost;

namespace Modules.Http;

/// <summary>Streams that are read no further than what an honest one needs.</summary>
internal static class StreamLimits
{
    /// <summary>Reads no further than a limit, and says so when there is more.</summary>
    /// <param name="stream">What is read.</param>
    /// <param name="largest">How many bytes at most.</param>
    /// <param name="what">Its name in the message.</param>
    /// <param name="count">Told of each piece.</param>
    public static Stream AtMost(this Stream stream, long largest, string what, Action<int>? count = null)
    {
        var read = 0L;
        return new ForwardStream(stream)
        {
            Seen = piece =>
            {
                read += piece.Length;
                count?.Invoke(piece.Length);
                if (read > largest)
                {
                    throw TooLarge(what, largest);
                }
            },
        };
    }

    /// <summary>Reads on only while a separator comes often enough: no text, attribute or line can fill the memory.</summary>
    /// <param name="stream">What is read.</param>
    /// <param name="separator">What must come: a line's end, or the beginning of a tag.</param>
    /// <param name="what">Its name in the message.</param>
    public static Stream InPieces(this Stream stream, byte separator, string what)
    {
        var since = 0L;
        return new ForwardStream(stream)
        {
            Seen = piece =>
            {
                since = piece.LastIndexOf(separator) is >= 0 and var last ? piece.Length - last - 1 : since + piece.Length;
                if (since > Limits.Piece)
                {
                    throw new InvalidDataException(
                        $"{what} has a text of more than {Limits.Piece >> 20} MiB in one piece, many times what is needed; "
                            + "no more is read.");
                }
            },
        };
    }

    /// <summary>What is said of an answer that has more bytes than its limit.</summary>
    public static ModuleException TooLarge(string what, long largest) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{what} brings more than {largest >> 20} MiB, many times what is needed; no more is read. "
            + $"Check that the address is that of the server it should be."));
}
