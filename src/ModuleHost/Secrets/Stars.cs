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
            if (Longest(text, at, secrets, isOurs) is not { } secret)
            {
                from = at + 1;
                continue;
            }

            var goesOn = isWithinLong && at - copied <= SecretParts.Seam;
            if (!goesOn)
            {
                _ = cleaned.Append(text, copied, at - copied).Append(Eight);
            }

            copied = from = End(text, at, secret, secrets, isOurs);
            isWithinLong = goesOn || secret.Length >= SecretParts.Letters;
        }

        return copied == 0 ? text : cleaned.Append(text, copied, text.Length - copied).ToString();
    }

    private static string? Longest(string text, int at, SecretIndex secrets, Func<string, int, int, bool> isOurs) =>
        secrets.At(text, at).FirstOrDefault(secret =>
            (secret.Length >= LongEnough || StandsAlone(text, at, at + secret.Length)) && !isOurs(text, at, at + secret.Length));

    /// <summary>Where a secret ends, or another that begins within it and goes on behind it.</summary>
    private static int End(string text, int at, string secret, SecretIndex secrets, Func<string, int, int, bool> isOurs)
    {
        var end = at + secret.Length;
        for (var from = at + 1; secrets.Next(text, from) is { } inside && inside < end; from = inside + 1)
        {
            if (Longest(text, inside, secrets, isOurs) is { } other && other != secret)
            {
                end = Math.Max(end, inside + other.Length);
            }
        }

        return end;
    }

    private static bool StandsAlone(string text, int start, int end) =>
        (start == 0 || !IsWord(text[start - 1])) && (end == text.Length || !IsWord(text[end]));

    /// <summary>Whether a letter is part of a word.</summary>
    internal static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';
}
