// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;

namespace Sandbox.Tests.Conformance;

/// <summary>Which live identifier stands for which recorded one. Bound at first sight, then held to it.</summary>
internal sealed partial class Identities
{
    private readonly Dictionary<string, string> _live = [];
    private readonly Dictionary<string, string> _recorded = [];
    private readonly Dictionary<string, string> _cookies = [];

    /// <summary>A recorded text with live identifiers, for a request.</summary>
    public string ToLive(string recorded) => Identifier().Replace(recorded, match => _live.GetValueOrDefault(match.Value, match.Value));

    /// <summary>What a header says, with the cookies of the live sessions.</summary>
    public string ToLiveCookies(string recorded) => _cookies.Aggregate(
        recorded, (told, cookie) => told.Replace(cookie.Key, cookie.Value, StringComparison.Ordinal));

    /// <summary>Cookies that both set in answer to one request stand for each other.</summary>
    public void BindCookies(IEnumerable<string> recorded, IEnumerable<string> live)
    {
        var given = live.Select(Cookie).ToDictionary(cookie => cookie.Name, cookie => cookie.Value);
        foreach (var (name, value) in recorded.Select(Cookie))
        {
            if (value.Length > 2 && given.TryGetValue(name, out var now))
            {
                _cookies[value] = now;
            }
        }
    }

    private static (string Name, string Value) Cookie(string header) =>
        header.Split(';')[0].Split('=', 2) is [var name, var value] ? (name.Trim(), value.Trim()) : ("", "");

    public bool StandsFor(string live) => _recorded.ContainsKey(live);

    public bool Knows(string recorded) => _live.ContainsKey(recorded);

    public void Bind(string recorded, string live) => (_live[recorded], _recorded[live]) = (live, recorded);

    /// <summary>Whether two texts are the same but for identifiers, and those stand for each other.</summary>
    public bool Match(string recorded, string live)
    {
        var (left, right) = (Identifier().Matches(recorded), Identifier().Matches(live));
        if (left.Count != right.Count || Identifier().Replace(recorded, "ID") != Identifier().Replace(live, "ID"))
        {
            return false;
        }

        foreach (var (one, other) in left.Zip(right))
        {
            var known = _live.TryGetValue(one.Value, out var bound);
            if (known ? bound != other.Value : _recorded.ContainsKey(other.Value))
            {
                return false;
            }

            Bind(one.Value, other.Value);
        }

        return true;
    }

    [GeneratedRegex(
        @"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
            + @"|(?:users/|(?<!-)groups/|auth\.user:|(?<![a-z])group:)\d+")]
    public static partial Regex Identifier();
}
