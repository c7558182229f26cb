// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Tomlyn.Syntax;

namespace Modules.Ci.RunnerConfig;

/// <summary>A part of the file that keys are looked up in: one runner with its tables, or what concerns all of them.</summary>
/// <param name="Lines">The lines before any header, of the part of all.</param>
/// <param name="Tables">Its tables in the order of the file; a runner's own comes first.</param>
/// <param name="Above">How many keys of a header lead to the part itself.</param>
internal sealed record TomlSection(
    IReadOnlyList<KeyValueSyntax> Lines, IReadOnlyList<(TableSyntaxBase Table, int Number)> Tables, int Above)
{
    /// <summary>Everything in it but the entries of lists of tables, which have no path of their own.</summary>
    public IEnumerable<TomlPlace> Places =>
        Lines.SelectMany(line => TomlPlace.Of([], line))
            .Concat(Tables.Where(each => !IsEntry(each.Table))
                .SelectMany(each => each.Table.Items.SelectMany(line => TomlPlace.Of(PathOf(each.Table), line))));

    /// <summary>Where a table lies.</summary>
    public string[] PathOf(TableSyntaxBase table) => [.. TomlValue.Parts(table.Name).Skip(Above)];

    /// <summary>The table of a path; null for none.</summary>
    public TableSyntaxBase? Table(IReadOnlyList<string> path) =>
        Tables.Select(each => each.Table).FirstOrDefault(table => !IsEntry(table) && PathOf(table).SequenceEqual(path));

    /// <summary>The entries of a list of tables, and what lies below them.</summary>
    public IEnumerable<int> Entries(IReadOnlyList<string> path) =>
        Tables.Any(each => IsEntry(each.Table) && PathOf(each.Table).SequenceEqual(path))
            ? Tables.Where(each => PathOf(each.Table).Take(path.Count).SequenceEqual(path)).Select(each => each.Number)
            : [];

    /// <summary>The entries of a list of tables as a playbook would write them; those with tables of their own are told by these.</summary>
    public IReadOnlyList<JsonNode?> List(IReadOnlyList<string> path) =>
        [.. Tables.Where(each => IsEntry(each.Table) && PathOf(each.Table).SequenceEqual(path))
            .Select(each => new JsonObject(each.Table.Items.Select(
                line => KeyValuePair.Create(string.Join('.', TomlValue.Parts(line.Key)), TomlValue.Read(line.Value)))))];

    /// <summary>A later table of a path that an earlier one has, and that one; null where each has its own.</summary>
    public (TableSyntaxBase First, TableSyntaxBase Again, int Number)? Repeated()
    {
        Dictionary<string, TableSyntaxBase> seen = [];
        foreach (var (table, number) in Tables.Where(each => !IsEntry(each.Table)))
        {
            var path = string.Join('\n', PathOf(table));
            if (!seen.TryAdd(path, table))
            {
                return (seen[path], table, number);
            }
        }

        return null;
    }

    private bool IsEntry(TableSyntaxBase table) => table is TableArraySyntax && PathOf(table).Length > 0;
}
