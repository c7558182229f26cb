// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;

namespace Modules.Http;

/// <summary>A registry's demand for a token: where to get it, and for what.</summary>
/// <param name="Realm">The place of tokens.</param>
/// <param name="Service">For whom; null where it does not say.</param>
/// <param name="Scopes">To do what.</param>
internal sealed partial record BearerChallenge(Uri Realm, string? Service, IReadOnlyList<string> Scopes)
{
    /// <summary>The address to ask for the token.</summary>
    public Uri Address
    {
        get
        {
            var query = string.Join('&', Scopes.Select(scope => ("scope", scope)).Prepend(("service", Service ?? ""))
                .Where(pair => pair.Item2.Length > 0).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}"));
            return query.Length == 0
                ? Realm
                : new UriBuilder(Realm) { Query = Realm.Query.Length > 1 ? $"{Realm.Query[1..]}&{query}" : query }.Uri;
        }
    }

    /// <summary>What a refusal demands; null where it demands no token, or names no place on the web.</summary>
    public static BearerChallenge? Of(HttpResponseMessage refusal) =>
        refusal.Headers.WwwAuthenticate.FirstOrDefault(
            each => each.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))?.Parameter is { } parameters
            ? Parse(parameters)
            : null;

    /// <summary>The parameters of a challenge. A name may come twice: two scopes are both
    /// asked for, of the others the first counts.</summary>
    public static BearerChallenge? Parse(string parameters)
    {
        var all = Parameter().Matches(parameters).ToLookup(
            match => match.Groups["name"].Value.ToLowerInvariant(),
            match => match.Groups["quoted"].Success ? Escape().Replace(match.Groups["quoted"].Value, "$1") : match.Groups["plain"].Value);
        return Uri.TryCreate(all["realm"].FirstOrDefault(), UriKind.Absolute, out var realm)
            && realm.Scheme is "http" or "https"
            && realm.Host.Length > 0
            ? new(realm, all["service"].FirstOrDefault(), [.. all["scope"].Distinct()])
            : null;
    }

    [GeneratedRegex("""(?<name>[A-Za-z_-]+)\s*=\s*(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<plain>[^\s,"]+))""", RegexOptions.Singleline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\\(.)", RegexOptions.Singleline)]
    private static partial Regex Escape();
}
