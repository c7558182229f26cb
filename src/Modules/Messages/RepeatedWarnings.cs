// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;

namespace Modules.Messages;

/// <summary>Makes one warning of those that differ only in the name they give: what holds for one item mostly holds for all.</summary>
internal static partial class RepeatedWarnings
{
    private const int NamesShown = 5;

    public static void Join(ISet<string> warnings)
    {
        var groups = warnings.GroupBy(warning => Quoted().Replace(warning, "''"))
            .Select(group => group.Order(StringComparer.Ordinal).ToList())
            .ToList();
        warnings.Clear();
        foreach (var group in groups)
        {
            _ = warnings.Add(group.Count == 1 ? group[0] : $"{group[0]} The same holds for {group.Count - 1} more: {Names(group[1..])}");
        }
    }

    private static string Names(List<string> warnings) =>
        string.Join(", ", warnings.Take(NamesShown).Select(warning => Quoted().Matches(warning)[^1].Value))
            + (warnings.Count > NamesShown ? ", …" : ".");

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();
}
