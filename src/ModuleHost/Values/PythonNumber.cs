// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ModuleHost.Values;

/// <summary>Text that Python reads as a number: blanks around it, underscores between digits, digits of any script.</summary>
internal static partial class PythonNumber
{
    /// <summary>The digits of a whole number, or null.</summary>
    public static string? Whole(string text) => Plain(text) is var plain && WholeNumber().IsMatch(plain)
        ? plain.Replace("_", "", StringComparison.Ordinal)
        : null;

    /// <summary>The value of a number; null also for infinity and for what is not a number, which JSON cannot say.</summary>
    public static double? Any(string text) => Plain(text) is var plain && AnyNumber().IsMatch(plain)
        && double.Parse(plain.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) is var number
        && double.IsFinite(number)
        ? number
        : null;

    /// <summary>A number as Python's source text has it, with its kind (<c>1.0</c> stays a float); null for anything else.</summary>
    public static JsonNode? Literal(string word)
    {
        var sign = word.StartsWith('-') ? "-" : "";
        var digits = word.TrimStart('-', '+').Replace("_", "", StringComparison.Ordinal);
        return word.Length - word.TrimStart('-', '+').Length > 1 || !char.IsAscii(word[^1]) ? null
            : OfAnotherBase().IsMatch(digits) ? JsonValue.Create((sign == "-" ? -1 : 1) * Convert.ToInt64(digits[2..], Base(digits[1])))
            : Whole(word) is not null && digits.Trim('0').Length == 0 ? JsonValue.Create(0)
            : Whole(word) is not null ? digits[0] == '0' ? null : JsonNode.Parse(sign + digits)
            : Any(word) is { } number ? JsonNode.Parse(PythonFloat.Repr(number))
            : null;
    }

    private static int Base(char letter) => letter switch { 'x' or 'X' => 16, 'o' or 'O' => 8, _ => 2 };

    private static string Plain(string text) => string.Concat(text.Trim().Select(letter =>
        !char.IsAscii(letter) && char.IsDigit(letter) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(letter)) : letter));

    [GeneratedRegex(@"^[+-]?[0-9](?:_?[0-9])*\z")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^[+-]?(?:[0-9](?:_?[0-9])*\.?(?:[0-9](?:_?[0-9])*)?|\.[0-9](?:_?[0-9])*)(?:[eE][+-]?[0-9](?:_?[0-9])*)?\z")]
    private static partial Regex AnyNumber();

    [GeneratedRegex(@"^0(?:[xX][0-9a-fA-F]{1,15}|[oO][0-7]{1,20}|[bB][01]{1,62})\z")]
    private static partial Regex OfAnotherBase();
}
