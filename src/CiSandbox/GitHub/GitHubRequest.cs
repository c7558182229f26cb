// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;

namespace CiSandbox.GitHub;

/// <summary>A request as the parts of the server see it.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its parts, decoded.</param>
/// <param name="Query">Its query.</param>
/// <param name="Body">Its body; empty for none.</param>
/// <param name="Address">Of the whole, without the query.</param>
internal sealed record GitHubRequest(
    string Method, string[] Path, IReadOnlyDictionary<string, string> Query, JsonObject Body, Uri Address)
{
    private const int LargestPage = 100;
    private const int UsualPage = 30;

    /// <summary>Whether the token's owner may more than read.</summary>
    public bool IsAdministrators { get; init; } = true;

    public bool IsRead => Method is "GET" or "HEAD";

    /// <summary>A number of the query.</summary>
    public int Number(string name, int otherwise) =>
        Query.TryGetValue(name, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;

    /// <summary>A text that the body must have.</summary>
    /// <exception cref="GitHubRefusal">It has not.</exception>
    public string Text(string name) => Body[name] is JsonValue value && value.TryGetValue<string>(out var text)
        ? text
        : throw GitHubRefusal.Invalid($"Invalid request.\n\n\"{name}\" wasn't supplied.");

    /// <summary>A page of a list: 30 entries, or up to 100 where that is asked for, and where the next one is.</summary>
    public GitHubAnswer Page(string name, IReadOnlyList<JsonObject> all)
    {
        var size = Math.Clamp(Number("per_page", UsualPage), 1, LargestPage);
        var page = Math.Max(1, Number("page", 1));
        var shown = all.Skip((page - 1) * size).Take(size).Select(each => (JsonNode?)each);
        return new(200, new JsonObject { ["total_count"] = all.Count, [name] = new JsonArray([.. shown]) })
        {
            Headers = page * size < all.Count
                ? new Dictionary<string, string>
                {
                    ["Link"] = string.Create(
                        CultureInfo.InvariantCulture, $"<{Address}?per_page={size}&page={page + 1}>; rel=\"next\""),
                }
                : new Dictionary<string, string>(),
        };
    }
}
