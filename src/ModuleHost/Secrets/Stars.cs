// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;

namespace ModuleHost.Secrets;

/// <summary>Stars instead of a secret within a longer text.</summary>
internal static class Stars
{
    /// <summary>A secret that is looked for anywhere.</summary>
    public const int LongEnough = 8;

    /// <summary>A secret that is looked for between word boundaries.</summary>
    public const int LongEnoughForAWord = 4;

    private const string Eight = "********";

    public static string Out(string text, string secret, IReadOnlySet<string> vocabulary)
    {
        var cleaned = new StringBuilder();
        var (from, copied) = (0, 0);
        while (text.IndexOf(secret, from, StringComparison.Ordinal) is var at && at >= 0)
        {
            var (start, end) = WordAround(text, at, at + secret.Length);
            var standsAlone = start == at && end == at + secret.Length;
            if (vocabulary.Contains(text[start..end]) || (secret.Length < LongEnough && !standsAlone))
            {
                from = at + 1;
            }
            else
            {
                _ = cleaned.Append(text, copied, at - copied).Append(Eight);
                copied = from = at + secret.Length;
            }
        }

        return copied == 0 ? text : cleaned.Append(text, copied, text.Length - copied).ToString();
    }

    private static (int Start, int End) WordAround(string text, int start, int end)
    {
        while (start > 0 && IsWord(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && IsWord(text[end]))
        {
            end++;
        }

        return (start, end);
    }

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';
}
