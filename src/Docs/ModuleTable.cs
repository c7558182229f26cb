// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Documentation;

namespace Docs;

/// <summary>The table of modules between two marks of a Markdown page; a page without marks stays as it is.</summary>
internal static class ModuleTable
{
    private const string Start = "<!-- modules -->\n";
    private const string End = "<!-- /modules -->";

    public static string In(string page, IEnumerable<Subject> subjects)
    {
        var start = page.IndexOf(Start, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        var rows = subjects.OrderBy(subject => subject.Name, StringComparer.Ordinal)
            .Select(subject => $"| `{subject.Name}` | {subject.Own.ShortDescription} |\n");
        return start < 0 || end < start
            ? page
            : page[..(start + Start.Length)] + "| Module | What it does |\n|---|---|\n" + string.Concat(rows) + page[end..];
    }
}
