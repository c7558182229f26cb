// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Tomlyn.Syntax;

namespace Modules.Ci.RunnerConfig;

/// <summary>What a file holds under one path of keys, however it is written: below a header, with dots, or in braces.</summary>
/// <param name="Path">The keys, from the top of the section.</param>
/// <param name="Value">The value.</param>
/// <param name="Line">The line or lines it stands on; null where it stands in braces.</param>
internal sealed record TomlPlace(IReadOnlyList<string> Path, ValueSyntax Value, KeyValueSyntax? Line)
{
    /// <summary>As a playbook would write it.</summary>
    public JsonNode? Json => TomlValue.Read(Value);

    /// <summary>Whether it lies under these keys.</summary>
    public bool IsAt(IReadOnlyList<string> path) => Path.SequenceEqual(path);

    /// <summary>All places of a line, those in braces included.</summary>
    public static IEnumerable<TomlPlace> Of(IReadOnlyList<string> above, KeyValueSyntax line, bool inBraces = false)
    {
        if (line.Value is not { } value)
        {
            return [];
        }

        string[] path = [.. above, .. TomlValue.Parts(line.Key)];
        var inside = value is InlineTableSyntax braces
            ? braces.Items.Select(item => item.KeyValue).OfType<KeyValueSyntax>().SelectMany(field => Of(path, field, inBraces: true))
            : [];
        return inside.Prepend(new(path, value, inBraces ? null : line));
    }
}
