// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Pulp.Session;

/// <summary>Questions about many values of a field at once.</summary>
internal static class QueryFilters
{
    private const int RequestLine = 3800; // Pulp's own servers refuse more than 4094 bytes, proxies 4 or 8 kB

    /// <summary>The values as few filters, none longer than a request line bears.</summary>
    /// <param name="field">The API field.</param>
    /// <param name="values">What it may be. The empty one would be no filter at all, and is left out.</param>
    /// <param name="rest">What else is in the request line.</param>
    public static IEnumerable<string> Filters(string field, IEnumerable<string> values, string rest)
    {
        var room = RequestLine - rest.Length;
        var (batch, length) = (new List<string>(), 0);
        foreach (var value in values.Where(value => !string.IsNullOrWhiteSpace(value)))
        {
            var encoded = Uri.EscapeDataString(value);
            if (value.Contains(',', StringComparison.Ordinal))
            {
                yield return $"{field}={encoded}"; // a comma separates the values
                continue;
            }

            if (batch.Count > 0 && length + encoded.Length > room)
            {
                yield return $"{field}__in={string.Join(',', batch)}";
                (batch, length) = ([], 0);
            }

            batch.Add(encoded);
            length += encoded.Length + 1;
        }

        if (batch.Count > 0)
        {
            yield return $"{field}__in={string.Join(',', batch)}";
        }
    }
}
