// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;

namespace CommandLine;

/// <summary>Text folded to a page's width, and tables of two columns.</summary>
public static class Columns
{
    private const int Width = 100;
    private const int Widest = 30;

    /// <summary>Words of a text on as many lines as they need, each with a line's end.</summary>
    /// <param name="text">Blanks and line ends in it are where lines may break.</param>
    /// <param name="indent">How far each line stands from the edge.</param>
    public static string Folded(string text, int indent)
    {
        var page = new StringBuilder();
        foreach (var line in Lines(text, Width - indent))
        {
            _ = page.Append(' ', indent).Append(line).Append('\n');
        }

        return page.ToString();
    }

    /// <summary>A table under its name; nothing at all where it has no rows.</summary>
    public static void Table(StringBuilder page, string name, IEnumerable<(string Words, string About)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        _ = page.Append(CultureInfo.InvariantCulture, $"\n{name}:\n");
        var left = Math.Min(Widest, all.Max(row => row.Words.Length));
        foreach (var (words, about) in all)
        {
            var lines = Lines(about, Width - left - 4).DefaultIfEmpty("").ToList();
            if (words.Length > left)
            {
                _ = page.Append(CultureInfo.InvariantCulture, $"  {words}\n");
                lines.Insert(0, "");
            }

            for (var at = words.Length > left ? 1 : 0; at < lines.Count; at++)
            {
                _ = page.Append(("  " + (at == 0 ? words : "").PadRight(left) + "  " + lines[at]).TrimEnd()).Append('\n');
            }
        }
    }

    private static IEnumerable<string> Lines(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length > 0 ? $"{line} {word}" : word;
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }
}
