// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;

namespace Modules.Warp.Images;

/// <summary>MD5 sums of images, as quickstart keeps and compares them: a file beside the image, whose first word counts.</summary>
internal static class ImageChecksum
{
    public const string Suffix = ".md5";

    private const int Digits = 32;

    /// <summary>The sum that such a file tells; null for none.</summary>
    public static string? FirstWord(string text) =>
        text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()?.ToLowerInvariant() is { Length: Digits } word
            && word.All(char.IsAsciiHexDigit)
            ? word
            : null;

    /// <summary>That of a file.</summary>
    public static async Task<string> OfAsync(string path, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, useAsync: true);
#pragma warning disable CA5351 // quickstart's own sum: it tells halves from wholes, not friends from foes
        return Convert.ToHexStringLower(await MD5.HashDataAsync(file, ct));
#pragma warning restore CA5351
    }
}
