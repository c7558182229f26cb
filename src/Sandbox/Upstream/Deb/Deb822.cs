// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;

namespace Sandbox.Upstream.Deb;

/// <summary>Debian's control syntax: paragraphs of fields, whose values may go on over several lines.</summary>
internal static class Deb822
{
    public static IEnumerable<Dictionary<string, string>> Paragraphs(byte[] text)
    {
        using var reader = new StreamReader(new MemoryStream(text), Encoding.UTF8);
        var paragraph = NewParagraph();
        string? field = null;
        while (reader.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                if (paragraph.Count > 0)
                {
                    yield return paragraph;
                    paragraph = NewParagraph();
                }

                field = null;
            }
            else if (line[0] is ' ' or '\t')
            {
                if (field is not null)
                {
                    paragraph[field] += "\n" + line;
                }
            }
            else if (line.IndexOf(':', StringComparison.Ordinal) is var colon and > 0)
            {
                field = line[..colon];
                paragraph[field] = line[(colon + 1)..].Trim();
            }
        }

        if (paragraph.Count > 0)
        {
            yield return paragraph;
        }
    }

    private static Dictionary<string, string> NewParagraph() => new(StringComparer.OrdinalIgnoreCase);
}
