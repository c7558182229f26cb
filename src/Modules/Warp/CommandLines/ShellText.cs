// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;

namespace Modules.Warp.CommandLines;

/// <summary>Words as a shell reads them back.</summary>
internal static partial class ShellText
{
    /// <summary>One word, whatever is in it.</summary>
    public static string Quote(string word) => Plain().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>A command.</summary>
    public static string Line(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    /// <summary>A command of which not all is known yet.</summary>
    public static string Line(IEnumerable<Word> words) => string.Join(' ', words.Select(word => word.Shell));

    [GeneratedRegex(@"^[A-Za-z0-9_./:@%+,=-]+\z")]
    private static partial Regex Plain();
}
