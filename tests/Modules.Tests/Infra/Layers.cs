// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;

namespace Modules.Tests.Infra;

/// <summary>Who may use whom, as a table of DESIGN.md says it: the rooms of a row use those
/// of its last column, and what those use.</summary>
internal sealed partial class Layers
{
    private const string Prefix = "Modules";
    private const string Composition = "Catalog";

    private readonly Dictionary<string, List<string>> _uses = [];

    public IReadOnlyList<string> Rooms => [.. _uses.Keys];

    public static Layers Read(string text)
    {
        var layers = new Layers();
        foreach (var row in text.Split('\n').SkipWhile(line => !line.StartsWith("| Room |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|')))
        {
            var cells = row.Split('|', StringSplitOptions.TrimEntries);
            foreach (var room in Names(cells[1]))
            {
                layers._uses[room] = Names(cells[3]);
            }
        }

        return layers;
    }

    /// <summary>What composes all modules may use all rooms.</summary>
    public bool May(string room, string used) => room == Prefix
        ? _uses.ContainsKey(used)
        : _uses[room].Exists(below => below == used || May(below, used));

    private static List<string> Names(string cell) =>
        [.. Name().Matches(cell).Select(match => match.Groups[1].Value == Composition ? Prefix : $"{Prefix}.{match.Groups[1].Value}")];

    [GeneratedRegex("`([A-Za-z.]+)`")]
    private static partial Regex Name();
}
