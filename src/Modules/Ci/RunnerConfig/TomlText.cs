// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Modules.Ci.RunnerConfig;

/// <summary>
/// The text of a runner's configuration. What is changed is changed in place, so that comments, order and everything that nobody here knows
/// stay; each change makes a new text.
/// </summary>
internal sealed class TomlText
{
    private const string Runners = "runners";

    private readonly DocumentSyntax _document;
    private readonly List<TableSyntaxBase> _tables;

    public TomlText(string text)
    {
        Text = text;
        _document = SyntaxParser.Parse(text);
        _tables = [.. _document.Tables];
        List<List<(TableSyntaxBase, int)>> runners = [];
        List<(TableSyntaxBase, int)> all = [];
        foreach (var (number, table) in _tables.Index())
        {
            var path = TomlValue.Parts(table.Name).ToList();
            if (path is [Runners] && table is TableArraySyntax)
            {
                runners.Add([(table, number)]);
            }
            else
            {
                (path[0] == Runners && runners.Count > 0 ? runners[^1] : all).Add((table, number));
            }
        }

        All = new([.. _document.KeyValues], all, 0);
        Each = [.. runners.Select(tables => new TomlSection([], tables, 1))];
    }

    /// <summary>The file's content.</summary>
    public string Text { get; }

    /// <summary>What concerns all runners.</summary>
    public TomlSection All { get; }

    /// <summary>The runners, in the order of the file.</summary>
    public IReadOnlyList<TomlSection> Each { get; }

    /// <summary>What keeps it from being TOML, with its line; null for nothing.</summary>
    public string? Fault => _document.HasErrors ? _document.Diagnostics.First().ToString().Trim() : null;

    /// <summary>A table that is there twice becomes one; where both have a key, the later one counts.</summary>
    public TomlText Folded()
    {
        var text = this;
        while (text.Each.Prepend(text.All).Select(section => section.Repeated()).FirstOrDefault(each => each is not null) is
            { } repeated)
        {
            var again = repeated.Again.Items.Select(KeyOf).ToHashSet();
            var indentation = text.IndentationIn(repeated.First);
            IReadOnlyCollection<TextChange> changes =
            [
                text.Without(repeated.Number),
                text.Inserted(
                    EndOf(repeated.First), string.Concat(repeated.Again.Items.Select(line => $"{indentation}{text.Of(line).TrimEnd()}\n"))),
                .. repeated.First.Items.Where(line => again.Contains(KeyOf(line))).Select(text.Line),
            ];
            text = text.With(changes);
        }

        return text;
    }

    /// <summary>Gives a key its value.</summary>
    /// <param name="section">From this very text.</param>
    /// <param name="path">The keys that lead to it, its own the last.</param>
    /// <param name="value">As TOML.</param>
    public TomlText Set(TomlSection section, IReadOnlyList<string> path, string value)
    {
        if (section.Places.FirstOrDefault(place => place.IsAt(path)) is { } there)
        {
            return With([new(there.Value.Span.Offset, there.Value.Span.Length, value)]);
        }

        var entries = section.Entries(path).ToList();
        if (entries.Count > 0)
        {
            var shorter = With([.. entries.Select(Without)]);
            return shorter.Set(shorter.Again(section, Each), path, value);
        }

        for (var above = path.Count - 1; above > 0; above--)
        {
            if (section.Places.FirstOrDefault(place => place.IsAt([.. path.Take(above)]))?.Value is InlineTableSyntax braces)
            {
                var key = string.Join('.', path.Skip(above).Select(TomlValue.Key));
                var last = braces.Items.LastOrDefault()?.KeyValue?.Value?.Span;
                return With([last is { } end
                    ? new(end.Offset + end.Length, 0, $", {key} = {value}")
                    : new(braces.Span.Offset, braces.Span.Length, $"{{ {key} = {value} }}")]);
            }
        }

        return With([Added(section, path, value)]);
    }

    /// <summary>Takes a key away, if it is there.</summary>
    public TomlText Unset(TomlSection section, IReadOnlyList<string> path) =>
        section.Places.FirstOrDefault(place => place.IsAt(path)) switch
        {
            { Line: { } line } => With([Line(line)]),
            null => this,
            _ => throw new ModuleException($"Take {string.Join('.', path)} out of its braces in the file: only lines are removed."),
        };

    /// <summary>A new runner, at the end, with nothing in it.</summary>
    public TomlText WithRunner() => new($"{Ended()}{(Text.Trim().Length > 0 ? "\n" : "")}[[{Runners}]]\n");

    /// <summary>Without one runner and all its tables.</summary>
    public TomlText WithoutRunner(int index) => With([.. Each[index].Tables.Select(each => Without(each.Number))]);

    private TextChange Added(TomlSection section, IReadOnlyList<string> path, string value)
    {
        string[] above = [.. path.SkipLast(1)];
        if (section.Table(above) is { } table)
        {
            return Inserted(EndOf(table), $"{IndentationIn(table)}{TomlValue.Key(path[^1])} = {value}\n");
        }

        if (above.Length == 0)
        {
            var last = section.Lines.Count > 0 ? section.Lines[^1] : null;
            return Inserted(last is null ? 0 : last.Span.Offset + last.Span.Length, $"{TomlValue.Key(path[^1])} = {value}\n");
        }

        var header = $"[{string.Join('.', (section.Above > 0 ? above.Prepend(Runners) : above).Select(TomlValue.Key))}]";
        var depth = section.Above > 0 ? "  " : "";
        return Inserted(
            section.Tables.Count > 0 ? EndOf(section.Tables[^1].Table) : EndOfAll,
            $"{depth}{header}\n{depth}  {TomlValue.Key(path[^1])} = {value}\n");
    }

    /// <summary>Before the runners where they are the only tables.</summary>
    private int EndOfAll => Each.Count > 0 ? StartOf(Each[0].Tables[0].Number) : Text.Length;

    /// <summary>Lines after others, of which the last may lack its end.</summary>
    private TextChange Inserted(int offset, string lines) =>
        new(offset, 0, offset > 0 && Text[offset - 1] != '\n' ? "\n" + lines : lines);

    private static string KeyOf(KeyValueSyntax line) => string.Join('\n', TomlValue.Parts(line.Key));

    private TomlSection Again(TomlSection section, IReadOnlyList<TomlSection> before) =>
        section.Above == 0 ? All : Each[before.Index().First(each => ReferenceEquals(each.Item, section)).Index];

    private TomlText With(IReadOnlyCollection<TextChange> changes) => new(TextChange.Apply(Text, changes));

    private string Of(SyntaxNode node) => Text.Substring(node.Span.Offset, node.Span.Length);

    private static int EndOf(TableSyntaxBase table) => table.Span.Offset + table.Span.Length;

    private TextChange Line(KeyValueSyntax line)
    {
        var start = Text.LastIndexOf('\n', Math.Max(0, line.Span.Offset - 1)) + 1;
        return new(start, line.Span.Offset + line.Span.Length - start, "");
    }

    /// <summary>A table with the comments right above it.</summary>
    private TextChange Without(int number)
    {
        var (start, end) = (StartOf(number), number + 1 < _tables.Count ? StartOf(number + 1) : Text.Length);
        return new(start, end - start, "");
    }

    private int StartOf(int number)
    {
        var start = Text.LastIndexOf('\n', Math.Max(0, _tables[number].Span.Offset - 1)) + 1;
        while (start > 0 && Text[(Text.LastIndexOf('\n', Math.Max(0, start - 2)) + 1)..start].TrimStart().StartsWith('#'))
        {
            start = Text.LastIndexOf('\n', Math.Max(0, start - 2)) + 1;
        }

        return start;
    }

    private string IndentationIn(TableSyntaxBase table)
    {
        var node = table.Items.LastOrDefault() is { } line ? line.Span.Offset : table.Span.Offset;
        var start = Text.LastIndexOf('\n', Math.Max(0, node - 1)) + 1;
        return Text[start..node] + (table.Items.Any() ? "" : "  ");
    }

    private string Ended() => Text.Length == 0 || Text.EndsWith('\n') ? Text : Text + "\n";
}
