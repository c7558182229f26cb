// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;

namespace ModuleHost.Values;

/// <summary>A quoted string of Python's source text, with its escapes.</summary>
internal static class PythonString
{
    /// <param name="source">The text around it.</param>
    /// <param name="at">The opening quote; afterwards behind the closing one.</param>
    /// <param name="raw">Its backslashes are letters.</param>
    /// <exception cref="FormatException">It does not end, or has an escape that means nothing.</exception>
    public static string Read(string source, ref int at, bool raw = false)
    {
        var quote = at < source.Length && source[at] is '\'' or '"' ? source[at++] : throw PythonLiteral.Unreadable();
        var text = new StringBuilder();
        while (at < source.Length && source[at] != quote)
        {
            if (source[at] == '\n')
            {
                throw PythonLiteral.Unreadable();
            }

            _ = source[at++] is var letter && letter != '\\' ? text.Append(letter)
                : !raw ? text.Append(Escaped(source, ref at))
                : at < source.Length ? text.Append(letter).Append(source[at++]) // a raw string keeps it, and what it stands before
                : throw PythonLiteral.Unreadable();
        }

        at++;
        return at <= source.Length ? text.ToString() : throw PythonLiteral.Unreadable();
    }

    private static string Escaped(string source, ref int at)
    {
        var letter = at < source.Length ? source[at++] : throw PythonLiteral.Unreadable();
        return letter switch
        {
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            'a' => "\a",
            'b' => "\b",
            'f' => "\f",
            'v' => "\v",
            '\n' => "",
            '\\' or '\'' or '"' => letter.ToString(),
            'x' => Coded(source, ref at, 2),
            'u' => Coded(source, ref at, 4),
            'U' => Coded(source, ref at, 8),
            >= '0' and <= '7' => Octal(source, ref at),
            'N' => throw PythonLiteral.Unreadable(), // a character by its name in Unicode's table, which is not here
            _ => "\\" + letter, // Python keeps what it does not know
        };
    }

    private static string Coded(string source, ref int at, int length)
    {
        var digits = at + length <= source.Length ? source[at..(at + length)] : "";
        at += length;
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code)
            ? new Rune(code).ToString()
            : throw PythonLiteral.Unreadable();
    }

    private static string Octal(string source, ref int at)
    {
        var code = source[at - 1] - '0';
        for (var digits = 1; digits < 3 && at < source.Length && source[at] is >= '0' and <= '7'; digits++)
        {
            code = (code * 8) + source[at++] - '0';
        }

        return ((char)code).ToString();
    }
}
