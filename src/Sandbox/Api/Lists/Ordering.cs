// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.Json;

namespace Sandbox.Api.Lists;

/// <summary>The query's ordering: names, a minus for descending; without it the newest come first.</summary>
internal static class Ordering
{
    public static IEnumerable<Row> Apply(IReadOnlyList<string> keys, IEnumerable<Row> rows)
    {
        var ordered = rows.OrderBy(_ => 0);
        foreach (var key in keys)
        {
            var name = key.TrimStart('-') switch { "pk" or "pulp_id" => "pulp_href", var plain => plain };
            ordered = key[0] == '-'
                ? ordered.ThenByDescending(row => Key.Of(row[name]))
                : ordered.ThenBy(row => Key.Of(row[name]));
        }

        return ordered.ThenByDescending(row => row.Created);
    }

    /// <summary>Numbers by size, the rest by text; null first.</summary>
    private readonly record struct Key(decimal? Number, string? Text) : IComparable<Key>
    {
        public static Key Of(JsonNode? value) =>
            new(value?.GetValueKind() == JsonValueKind.Number ? Values.Number(value) : null, Values.Text(value));

        public int CompareTo(Key other) =>
            (Number, other.Number) is ({ } mine, { } theirs) ? mine.CompareTo(theirs) : string.CompareOrdinal(Text, other.Text);
    }
}
