// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Pulp.Api;

/// <summary>A session that Pulp opened, as its cookies tell.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Token">What a write over it has to repeat.</param>
internal sealed record SessionCookies(string Id, string Token)
{
    /// <summary>Null where an answer opens none.</summary>
    public static SessionCookies? From(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode || !response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            return null;
        }

        var values = cookies.Select(cookie => cookie.Split(';')[0].Split('=', 2)).Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0].Trim())
            .ToDictionary(named => named.Key, named => named.Last()[1]); // as browsers do, the last of a name
        return values.TryGetValue("sessionid", out var id) && values.TryGetValue("csrftoken", out var token)
            ? new SessionCookies(id, token)
            : null;
    }
}
