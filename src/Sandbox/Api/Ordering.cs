using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sandbox.Api;

/// <summary>The query's ordering: names, a minus for descending; without it the newest come first.</summary>
internal static class Ordering
{
    public static IEnumerable<Row> Apply(string ordering, IEnumerable<Row> rows)
    {
        var ordered = rows.OrderBy(_ => 0);
        foreach (var key in ordering.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var name = key.TrimStart('-') switch { "pk" or "pulp_id" => "pulp_href", var plain => plain };
            ordered = key[0] == '-'
                ? ordered.ThenByDescending(row => row[name], ByValue.Instance)
                : ordered.ThenBy(row => row[name], ByValue.Instance);
        }

        return ordered.ThenByDescending(row => row.Created);
    }

    /// <summary>Numbers by size, the rest by text; null first.</summary>
    internal sealed class ByValue : IComparer<JsonNode?>
    {
        public static readonly ByValue Instance = new();

        public int Compare(JsonNode? x, JsonNode? y) =>
            x?.GetValueKind() == JsonValueKind.Number && y?.GetValueKind() == JsonValueKind.Number
                ? Values.Number(x).CompareTo(Values.Number(y))
                : string.CompareOrdinal(Values.Text(x), Values.Text(y));
    }
}
