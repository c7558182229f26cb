// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using Sandbox.Entities;
using Sandbox.Http;
using Sandbox.Json;

namespace Sandbox.Api.Lists;

/// <summary>Django-like query filters: name=, name__in=, pulp_created__gte=… over what a list would show.</summary>
internal static class Filter
{
    private static readonly HashSet<string> NotFilters =
    [
        "limit", "offset", "ordering", "fields", "exclude_fields", "minimal", "page_size",
    ];

    private static readonly HashSet<string> Operators =
    [
        "in", "contains", "icontains", "iexact", "startswith", "istartswith", "regex", "iregex",
        "ne", "gt", "gte", "lt", "lte", "range", "isnull",
    ];

    /// <exception cref="HttpProblemException">A filter this list has not.</exception>
    public static IEnumerable<Row> Apply(
        IEnumerable<KeyValuePair<string, StringValues>> query, IEnumerable<Row> rows, IReadOnlySet<string> known)
    {
        foreach (var (key, values) in query.Where(pair => !NotFilters.Contains(pair.Key)))
        {
            if (!known.Contains(key))
            {
                throw HttpProblemException.Field("errors", $"Invalid Filter: '{key}'");
            }

            if (key == HrefList.Key)
            {
                rows = rows.Where(HrefList.Test(values.ToString()));
                continue;
            }

            // Django strips, and takes an empty value for none.
            if (values.ToString().Trim() is { Length: > 0 } value)
            {
                var test = key == "q" ? new FilterExpression(known).Parse(value) : Test(key, value);
                rows = rows.Where(test);
            }
        }

        return rows;
    }

    /// <summary>What one filter demands of a row.</summary>
    public static Func<Row, bool> Test(string key, string wanted)
    {
        if (key == "pulp_label_select")
        {
            return LabelSelection.Parse(wanted);
        }

        var split = key.LastIndexOf("__", StringComparison.Ordinal);
        var (name, op) = split > 0 && Operators.Contains(key[(split + 2)..]) ? (key[..split], key[(split + 2)..]) : (key, "");
        var list = wanted.Split(',', StringSplitOptions.TrimEntries);
        var set = list.ToHashSet();
        if (name == "pulp_id")
        {
            return row => set.Contains(EntityType.IdOf(Values.Text(row["pulp_href"]) ?? ""));
        }

        return op switch
        {
            "in" => row => Values.Text(row[name]) is { } text && set.Contains(text),
            "contains" => row => Values.Text(row[name])?.Contains(wanted, StringComparison.Ordinal) ?? false,
            "icontains" => row => Values.Text(row[name])?.Contains(wanted, StringComparison.OrdinalIgnoreCase) ?? false,
            "iexact" => row => string.Equals(Values.Text(row[name]), wanted, StringComparison.OrdinalIgnoreCase),
            "startswith" => row => Values.Text(row[name])?.StartsWith(wanted, StringComparison.Ordinal) ?? false,
            "istartswith" => row => Values.Text(row[name])?.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) ?? false,
            "regex" => Matches(name, wanted, RegexOptions.None),
            "iregex" => Matches(name, wanted, RegexOptions.IgnoreCase),
            "ne" => row => Values.Text(row[name]) != wanted,
            "isnull" => row => (Values.Text(row[name]) is null) == wanted.Equals("true", StringComparison.OrdinalIgnoreCase),
            "range" => row => list is [var least, var most] && Compare(row[name], least) is >= 0 && Compare(row[name], most) is <= 0,
            "gt" => row => Compare(row[name], wanted) is > 0,
            "gte" => row => Compare(row[name], wanted) is >= 0,
            "lt" => row => Compare(row[name], wanted) is < 0,
            "lte" => row => Compare(row[name], wanted) is <= 0,
            _ => row => Equal(row[name], wanted),
        };
    }

    /// <summary>An empty choice selects nothing in Django's forms, but an empty text is a text.</summary>
    private static bool Equal(JsonNode? value, string wanted) => value switch
    {
        JsonArray items => items.Any(item => Equal(item, wanted)),
        null => wanted == "null",
        _ => string.Equals(
            Values.Text(value),
            wanted,
            value.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False
                ? StringComparison.OrdinalIgnoreCase
                : StringComparison.Ordinal),
    };

    private static Func<Row, bool> Matches(string name, string pattern, RegexOptions options)
    {
        try
        {
            var regex = new Regex(pattern, options | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            return row => Values.Text(row[name]) is { } text && regex.IsMatch(text);
        }
        catch (ArgumentException)
        {
            throw HttpProblemException.Field(name, "invalid regular expression");
        }
    }

    /// <summary>Null when one side has no order.</summary>
    private static int? Compare(JsonNode? value, string wanted)
    {
        if (Values.Text(value) is not { } text)
        {
            return null;
        }

        if (decimal.TryParse(wanted, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var mine))
        {
            return mine.CompareTo(number);
        }

        return DateTimeOffset.TryParse(wanted, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var when)
                ? when.CompareTo(time)
                : string.CompareOrdinal(text, wanted);
    }
}
