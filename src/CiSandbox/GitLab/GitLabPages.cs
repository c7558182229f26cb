// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;

namespace CiSandbox.GitLab;

/// <summary>A page of a list, and the headers that lead on.</summary>
internal static class GitLabPages
{
    private const int Usual = 20;
    private const int Most = 100;

    /// <param name="request">Says which page.</param>
    /// <param name="address">What was asked, without its query.</param>
    /// <param name="all">The list.</param>
    public static GitLabAnswer Of(GitLabRequest request, Uri address, IEnumerable<JsonNode> all)
    {
        var size = Math.Clamp(GitLabRequest.Number(request.Query.GetValueOrDefault("per_page", $"{Usual}")), 1, Most);
        var page = Math.Max(1, GitLabRequest.Number(request.Query.GetValueOrDefault("page", "1")));
        var rows = all.ToList();
        var pages = Math.Max(1, (rows.Count + size - 1) / size);
        var others = request.Query.Where(pair => pair.Key is not ("page" or "per_page"))
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}&");
        var query = string.Concat(others);
        string Link(int number, string rel) => $"<{address}?{query}page={number}&per_page={size}>; rel=\"{rel}\"";
        string[] links =
        [
            .. page > 1 ? [Link(page - 1, "prev")] : Array.Empty<string>(),
            .. page < pages ? [Link(page + 1, "next")] : Array.Empty<string>(),
            Link(1, "first"), Link(pages, "last"),
        ];
        return new(200, new JsonArray([.. rows.Skip((page - 1) * size).Take(size)]))
        {
            Headers = new Dictionary<string, string>
            {
                ["Link"] = string.Join(", ", links), ["X-Page"] = Text(page), ["X-Per-Page"] = Text(size),
                ["X-Next-Page"] = page < pages ? Text(page + 1) : "", ["X-Prev-Page"] = page > 1 ? Text(page - 1) : "",
                ["X-Total"] = Text(rows.Count), ["X-Total-Pages"] = Text(pages),
            },
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
