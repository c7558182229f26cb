// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CiSandbox.Tests.OpenBao;

/// <summary>What differs on every server: bound where it is first seen in an answer, made where it is first seen in a request.</summary>
/// <param name="issuer">Makes what the recorder had made.</param>
internal sealed partial class Placeholders(Issuer issuer)
{
    private readonly Dictionary<string, string> _bound = new(issuer.Known);

    /// <summary>What they stand for.</summary>
    public IReadOnlyDictionary<string, string> Bound => _bound;

    public void Bind(string name, string value) => _bound[name] = value;

    /// <summary>Takes over what a case has made anew.</summary>
    public void Make(JsonObject captured)
    {
        foreach (var (name, how) in captured)
        {
            if (how?["claims"] is JsonObject claims)
            {
                _bound[name] = issuer.Sign(claims, how);
            }
        }
    }

    /// <summary>A text with what is bound.</summary>
    public string Fill(string text)
    {
        var filled = Name().Replace(text, match => _bound.TryGetValue(match.Groups[1].Value, out var value) ? value
            : Derived(match.Groups[1].Value) ?? match.Value);
        return filled.Replace("127.0.0.1:8790", issuer.Plain, StringComparison.Ordinal)
            .Replace("127.0.0.1:8791", issuer.Secure, StringComparison.Ordinal);
    }

    /// <summary>A body with what is bound, in keys too.</summary>
    public JsonNode? Fill(JsonNode? node) => node switch
    {
        null => null,
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(Fill(pair.Key), Fill(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Fill)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Fill(value.ToString()),
        _ => node.DeepClone(),
    };

    /// <summary>Binds what a recorded text leaves open to what was answered; false where it does not fit.</summary>
    public bool Fits(string recorded, string answered)
    {
        var open = Fill(recorded);
        if (open == answered)
        {
            return true;
        }

        var names = Name().Matches(open).Select(match => match.Groups[1].Value).Distinct().ToList();
        if (names.Count == 0)
        {
            return false;
        }

        var seen = new HashSet<string>();
        var pattern = Name().Replace(Regex.Escape(open).Replace(@"\{", "{", StringComparison.Ordinal), match =>
            seen.Add(match.Groups[1].Value) ? $"(?<{match.Groups[1].Value}>[\\s\\S]+)" : $"\\k<{match.Groups[1].Value}>");
        if (Regex.Match(answered, $"^{pattern}\\z") is not { Success: true } found)
        {
            return false;
        }

        foreach (var name in names)
        {
            _bound[name] = found.Groups[name].Value;
        }

        return true;
    }

    /// <summary>The same bytes in another spelling.</summary>
    private string? Derived(string name) =>
        name.EndsWith("_stripped", StringComparison.Ordinal) && _bound.TryGetValue(name[..^9], out var whole) ? whole.TrimEnd('\n')
        : name.EndsWith("_upper", StringComparison.Ordinal) && _bound.TryGetValue(name[..^6], out var lower) ? lower.ToUpperInvariant()
        : name.EndsWith("_base64", StringComparison.Ordinal) && _bound.TryGetValue(name[..^7], out var hex)
            ? Convert.ToBase64String(Convert.FromHexString(hex))
        : name.EndsWith("_dashes", StringComparison.Ordinal) && _bound.TryGetValue(name[..^7], out var colons)
            ? colons.Replace(':', '-')
        : null;

    [GeneratedRegex(@"\{([a-z][a-zA-Z0-9_]*)\}")]
    private static partial Regex Name();
}
