// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;

namespace Modules.Http.Addresses;

/// <summary>Where a list goes on: <c>Link: &lt;…&gt;; rel="next"</c>.</summary>
internal static partial class NextLink
{
    /// <summary>The next page; null for the last one, and for what is no address of the web.</summary>
    public static Uri? Of(Uri page, HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Link", out var links) && Next().Match(string.Join(',', links)) is { Success: true } next
            && Uri.TryCreate(page, next.Groups["address"].Value, out var address) && address.Scheme is "http" or "https"
            ? address
            : null;

    [GeneratedRegex("""<(?<address>[^<>]+)>\s*[^,<>]*?;\s*rel\s*=\s*"?next\b""", RegexOptions.IgnoreCase)]
    private static partial Regex Next();
}
