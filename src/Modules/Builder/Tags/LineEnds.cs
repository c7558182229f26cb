// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Builder.Tags;

/// <summary>How lines of a file end: a new one ends as those around it.</summary>
internal static class LineEnds
{
    /// <param name="text">The file.</param>
    /// <param name="at">Where a line ends, or the file does.</param>
    public static string At(string text, int at)
    {
        var line = text.AsSpan(at) is ['\r' or '\n', ..] ? at : Math.Max(text.LastIndexOf('\n'), 0);
        return line < text.Length && (text[line] == '\r' || line > 0 && text[line - 1] == '\r') ? "\r\n" : "\n";
    }
}
