using System.Text.RegularExpressions;

namespace Sandbox.Tests.Conformance;

/// <summary>Which live identifier stands for which recorded one. Bound at first sight, then held to it.</summary>
internal sealed partial class Identities
{
    private readonly Dictionary<string, string> _live = [];
    private readonly Dictionary<string, string> _recorded = [];

    /// <summary>A recorded text with live identifiers, for a request.</summary>
    public string ToLive(string recorded) => Identifier().Replace(recorded, match => _live.GetValueOrDefault(match.Value, match.Value));

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

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?:users/|groups/|auth\.user:|group:)\d+")]
    public static partial Regex Identifier();
}
