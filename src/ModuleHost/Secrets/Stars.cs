// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;

namespace ModuleHost.Secrets;

/// <summary>Stars instead of the secrets within a longer text, in one pass over it.</summary>
internal static class Stars
{
    /// <summary>A secret that is looked for anywhere.</summary>
    public const int LongEnough = 8;

    /// <summary>A secret that is looked for between word boundaries.</summary>
    public const int LongEnoughForAWord = 4;

    private const string Eight = "********";

    /// <param name="text">What is to be shown.</param>
    /// <param name="secrets">What is to be hidden.</param>
    /// <param name="isOurs">Whether what stands from one place to another is a word of ours.</param>
    public static string Out(string text, SecretIndex secrets, Func<string, int, int, bool> isOurs)
    {
        var cleaned = new StringBuilder();
        var (from, copied, isWithinLong) = (0, 0, false);
        while (secrets.Next(text, from) is { } at)
        {
            if (Longest(text, at, secrets, isOurs) is not { } length)
            {
                from = at + 1;
                continue;
            }

            var goesOn = isWithinLong && at - copied <= SecretParts.Seam;
            if (!goesOn)
            {
                _ = cleaned.Append(text, copied, at - copied).Append(Eight);
            }

            copied = from = End(text, at, length, secrets, isOurs);
            isWithinLong = goesOn || length >= SecretParts.Letters;
        }

        return copied == 0 ? text : cleaned.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>How long the longest secret is that stands at a place and is to be hidden.</summary>
    private static int? Longest(string text, int at, SecretIndex secrets, Func<string, int, int, bool> isOurs) =>
        secrets.At(text, at).Where(length =>
                (length >= LongEnough || StandsAlone(text, at, at + length)) && !isOurs(text, at, at + length))
            .Select(length => (int?)length)
            .FirstOrDefault();

    /// <summary>Where a secret ends, or another that begins within it and goes on behind it.</summary>
    private static int End(string text, int at, int length, SecretIndex secrets, Func<string, int, int, bool> isOurs)
    {
        var end = at + length;
        for (var from = at + 1; secrets.Next(text, from) is { } inside && inside < end; from = inside + 1)
        {
            if (Longest(text, inside, secrets, isOurs) is { } other
                && !text.AsSpan(inside, other).SequenceEqual(text.AsSpan(at, length)))
            {
                end = Math.Max(end, inside + other);
            }
        }

        return end;
    }

    private static bool StandsAlone(string text, int start, int end) =>
        (start == 0 || !IsWord(text[start - 1])) && (end == text.Length || !IsWord(text[end]));

    /// <summary>The whole word that a part of it stands in; null where that is longer than any of ours.</summary>
    /// <param name="text">Where it stands.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="longest">How long a word can be: no more of a huge text is looked at for each secret in it.</param>
    /// <param name="also">What joins words into one, beside the underscore.</param>
    internal static (int Start, int End)? Around(string text, int start, int end, int longest, char also = '_')
    {
        while (start > 0 && end - start <= longest && IsPart(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && end - start <= longest && IsPart(text[end]))
        {
            end++;
        }

        return end - start <= longest ? (start, end) : null;

        bool IsPart(char letter) => IsWord(letter) || letter == also;
    }

    /// <summary>Whether a letter is part of a word.</summary>
    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';
}
