// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Rules;

/// <summary>Text as Pulp keeps it: without the blanks around it.</summary>
internal static class KeptText
{
    /// <summary>Python counts the separators of ASCII as blanks, .NET does not.</summary>
    public static string Of(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsBlank(text[start]))
        {
            start++;
        }

        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    private static bool IsBlank(char letter) => char.IsWhiteSpace(letter) || letter is >= '\u001c' and <= '\u001f';
}
