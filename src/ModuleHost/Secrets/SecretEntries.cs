// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ModuleHost.Secrets;

/// <summary>
/// The secrets among entries of dictionaries that anybody may fill with anything: HTTP headers, variables of an environment, bodies of
/// requests. An entry is one by its name, such as <c>Authorization</c> or <c>DB_PASSWORD</c>, or by what it holds: a login, a private
/// key, what looks like a token. What is neither is shown, since it tells what a change is about.
/// </summary>
public static partial class SecretEntries
{
    /// <summary>A copy in which the secrets are hidden, and all else is as it was.</summary>
    /// <param name="value">A dictionary, a list, or what is inside one.</param>
    /// <param name="name">The key it stands under; null for none.</param>
    public static JsonNode? Shown(JsonNode? value, string? name = null) => value switch
    {
        null => null,
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Shown(entry.Value, Under(name, entry.Key))))),
        JsonArray list => new JsonArray([.. list.Select(each => Shown(each, name))]),
        JsonValue scalar when IsSecret(name, scalar) => Redactor.Hidden,
        _ => value.DeepClone(),
    };

    /// <summary>The secrets in a value, each as a text. Very short ones are hidden where they stand, and looked for nowhere
    /// else.</summary>
    /// <param name="value">A dictionary, a list, or what is inside one.</param>
    /// <param name="name">The key it stands under; null for none.</param>
    internal static IEnumerable<string> Of(JsonNode? value, string? name = null) => value switch
    {
        JsonObject map => map.SelectMany(entry => Of(entry.Value, Under(name, entry.Key))),
        JsonArray list => list.SelectMany(each => Of(each, name)),
        JsonValue scalar when IsSecret(name, scalar) => Inside(scalar.ToString()).Where(text => text.Length >= Stars.LongEnoughForAWord),
        _ => [],
    };

    /// <summary>Whether a text under a name is to be hidden.</summary>
    internal static bool IsSecret(string? name, JsonValue value)
    {
        var text = value.ToString().Trim();
        return value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number
            && text.Length > 0
            && !Plain().IsMatch(text)
            && ((name is not null && IsSecretName(name, text))
                || LooksSecret(text)
                || (Json(text) is { } inner && !JsonNode.DeepEquals(inner, Shown(inner))));
    }

    /// <summary>What is under a secret name is secret, whatever its own name is.</summary>
    private static string Under(string? name, string key) => name is not null && SecretName().IsMatch(Words(name)) ? name : key;

    /// <summary>A path is where a key is kept, and no key.</summary>
    private static bool IsSecretName(string name, string text) => SecretName().IsMatch(Words(name)) && !Place().IsMatch(text);

    private static bool LooksSecret(string text) =>
        Scheme().IsMatch(text) || text.Contains("PRIVATE KEY-----", StringComparison.Ordinal) || Token().IsMatch(text);

    /// <summary>The whole of it, and the parts that stand alone elsewhere: what follows a scheme, the password of a login.</summary>
    private static IEnumerable<string> Inside(string text)
    {
        yield return text;
        if (Scheme().Match(text.Trim()) is { Success: true } match)
        {
            var credentials = match.Groups["credentials"].Value;
            yield return credentials;
            if (LoginInBase64(credentials) is { } password)
            {
                yield return password;
            }
        }

        foreach (var inner in Json(text) is { } json ? Of(json) : [])
        {
            yield return inner;
        }
    }

    private static string? LoginInBase64(string credentials)
    {
        var bytes = new byte[credentials.Length];
        return Convert.TryFromBase64String(credentials, bytes, out var length)
            && System.Text.Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, { Length: > 0 } password]
            ? password
            : null;
    }

    /// <summary>A dictionary or a list that came as text.</summary>
    private static JsonNode? Json(string text)
    {
        try
        {
            return text.AsSpan().TrimStart() is ['{' or '[', ..] ? JsonNode.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The words of a name: <c>X-ApiKey</c> and <c>X_API_KEY</c> are <c>x api key</c>.</summary>
    private static string Words(string name) =>
        Hump().Replace(name, " ").Replace('_', ' ').Replace('-', ' ').Replace('.', ' ').ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Hump();

    [GeneratedRegex(
        @"passw|passphrase|secret|token|credential|authoriz|authenticat|apikey|cookie|signature"
            + @"|\b(?:pass|pwd|pw|pin|auth|jwt|pat|sas|session|login|api)\z"
            + @"|[a-z0-9] keys?\z|\b(?:access|private|secret|api|auth|account) keys?\b")]
    private static partial Regex SecretName();

    /// <summary>Yes, no, nothing, and numbers too short for a secret.</summary>
    [GeneratedRegex(@"^(?:true|false|yes|no|on|off|none|null|[0-9]{1,3})\z", RegexOptions.IgnoreCase)]
    private static partial Regex Plain();

    /// <summary>A path, or the address of a server without a login.</summary>
    [GeneratedRegex(@"^(?:/[A-Za-z0-9._-]+)+/?\z|^https?://[^\s@?]+\z")]
    private static partial Regex Place();

    [GeneratedRegex(
        @"^(?:basic|bearer|token|digest|negotiate|apikey|api-key|aws4-hmac-sha256)[ =]+(?<credentials>\S.*)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    /// <summary>Tokens that say what they are: JSON web tokens, GitHub's, GitLab's, OpenBao's, Amazon's, Slack's.</summary>
    [GeneratedRegex(
        @"^(?:eyJ[\w-]+\.[\w-]+\.[\w-]*|gh[opsru]_\w{20,}|github_pat_\w{20,}|gl[a-z]{2,6}-[\w.-]{16,}"
            + @"|hv[sbr]\.[\w-]{16,}|A[KS]IA[0-9A-Z]{16}|xox[a-z]-[\w-]{10,})\z")]
    private static partial Regex Token();
}
