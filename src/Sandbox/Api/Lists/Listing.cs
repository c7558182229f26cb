// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Sandbox.Http;

namespace Sandbox.Api.Lists;

/// <summary>A page of a list: filtered, ordered, cut, with links to its neighbours.</summary>
internal static class Listing
{
    private const int DefaultLimit = 100;

    /// <summary>The caller has seen to what is in <paramref name="handled"/> itself; a list without
    /// <paramref name="filters"/> does not look at any.</summary>
    public static Task ReplyAsync(
        Exchange exchange, IEnumerable<Row> rows, IReadOnlySet<string>? filters, params IReadOnlyList<string> handled) =>
        exchange.ReplyAsync(200, Page(exchange.Request, rows, filters, handled));

    public static JsonObject Page(
        HttpRequest request, IEnumerable<Row> rows, IReadOnlySet<string>? filters, params IReadOnlyList<string> handled)
    {
        var limit = Number(request, "limit") is > 0 and var asked ? asked : DefaultLimit;
        var offset = Math.Max(0, Number(request, "offset"));
        var filtered = filters is null ? rows : Filter.Apply(request.Query.Where(pair => !handled.Contains(pair.Key)), rows, filters);
        var found = Ordering.Apply(Orderings.Of(request), filtered).ToList();

        return new JsonObject
        {
            ["count"] = found.Count,
            ["next"] = offset + limit < found.Count ? Link(request, limit, offset + limit) : null,
            ["previous"] = offset > 0 ? Link(request, limit, offset - limit) : null,
            ["results"] = new JsonArray(
                [.. found.Skip(offset).Take(limit).Select(row => (JsonNode?)row.Show(FieldSelection.Of(request)))]),
        };
    }

    private static int Number(HttpRequest request, string name) =>
        int.TryParse(request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Link(HttpRequest request, int limit, int offset)
    {
        var query = request.Query.ToDictionary(pair => pair.Key, pair => (string?)pair.Value.ToString());
        query["limit"] = limit.ToString(CultureInfo.InvariantCulture);
        query["offset"] = offset > 0 ? offset.ToString(CultureInfo.InvariantCulture) : null;

        return QueryHelpers.AddQueryString(
            $"{request.Scheme}://{request.Host}{request.Path}", query.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }
}
