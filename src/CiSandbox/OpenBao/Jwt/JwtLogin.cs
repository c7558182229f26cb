// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Jwt;

/// <summary>Whether a JWT logs in, in the order and the words the server looks.</summary>
internal static class JwtLogin
{
    private const string Invalid = "error validating token: ";
    private const long DefaultSkew = 60;
    private const long DefaultLeeway = 150;

    /// <exception cref="BaoException">It does not.</exception>
    public static async Task<JsonObject> CheckAsync(JwtConfig config, JsonObject role, string text)
    {
        var jwt = Jwt.Parse(text) ?? throw Bad($"{Invalid}error verifying token signature: failed to verify id token signature");
        if (!await config.Keys!.HasSignedAsync(
            jwt.Header["alg"]?.ToString() ?? "", jwt.Header["kid"]?.ToString(), jwt.Signed, jwt.Signature))
        {
            throw Bad($"{Invalid}error verifying token signature: failed to verify id token signature");
        }

        var claims = jwt.Claims;
        CheckTimes(role, claims);
        if (config.Fields!["bound_issuer"]?.ToString() is { Length: > 0 } issuer && claims["iss"]?.ToString() != issuer)
        {
            throw Bad($"{Invalid}invalid issuer (iss) claim");
        }

        CheckAudience(role, claims);
        if (role["bound_subject"]?.ToString() is { Length: > 0 } subject && claims["sub"]?.ToString() != subject)
        {
            throw Bad($"{Invalid}invalid subject (sub) claim");
        }

        CheckClaims(role, claims);
        return claims[role["user_claim"]!.ToString()] is null
            ? throw Bad($"claim \"{role["user_claim"]}\" not found in token")
            : claims;
    }

    private static void CheckTimes(JsonObject role, JsonObject claims)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var (exp, nbf, iat) = (Time(claims, "exp"), Time(claims, "nbf"), Time(claims, "iat"));
        var skew = Leeway(role, "clock_skew_leeway", DefaultSkew);
        if (exp is null && nbf is null && iat is null)
        {
            throw Bad($"{Invalid}no issued at (iat), not before (nbf), or expiration time (exp) claims in token");
        }

        var end = exp ?? Math.Max(nbf ?? 0, iat ?? 0) + Leeway(role, "expiration_leeway", DefaultLeeway);
        if (now > end + skew)
        {
            throw Bad($"{Invalid}invalid expiration time (exp) claim: token is expired");
        }

        if (nbf > now + skew)
        {
            throw Bad($"{Invalid}invalid not before (nbf) claim: token not yet valid");
        }

        if (iat > now + skew)
        {
            throw Bad($"{Invalid}invalid issued at (iat) claim: token issued in the future");
        }
    }

    private static void CheckAudience(JsonObject role, JsonObject claims)
    {
        var bound = Texts(role["bound_audiences"]);
        var claimed = Texts(claims["aud"]);
        if (bound.Count == 0)
        {
            if (claimed.Count > 0)
            {
                throw Bad("audience claim found in JWT but no audiences bound to the role");
            }
        }
        else if (!claimed.Exists(bound.Contains))
        {
            throw Bad($"{Invalid}invalid audience (aud) claim: audience claim does not match any expected audience");
        }
    }

    private static void CheckClaims(JsonObject role, JsonObject claims)
    {
        var isGlob = role["bound_claims_type"]?.ToString() == "glob";
        foreach (var (name, bound) in role["bound_claims"] as JsonObject ?? [])
        {
            if (claims[name] is not { } claim)
            {
                throw Bad($"error validating claims: claim \"{name}\" is missing");
            }

            var wanted = bound as JsonArray ?? [bound?.DeepClone()];
            var had = claim as JsonArray ?? [claim.DeepClone()];
            if (!wanted.Any(each => had.Any(mine => Fits(each, mine, isGlob))))
            {
                throw Bad($"error validating claims: claim \"{name}\" does not match any associated bound claim values");
            }
        }
    }

    private static bool Fits(JsonNode? wanted, JsonNode? had, bool isGlob) =>
        isGlob && had?.GetValueKind() == JsonValueKind.String && wanted?.GetValueKind() == JsonValueKind.String
            ? Regex.IsMatch(
                had.ToString(), "^" + string.Join(".*", wanted.ToString().Split('*').Select(Regex.Escape)) + "\\z", RegexOptions.Singleline)
            : JsonNode.DeepEquals(wanted, had);

    private static List<string> Texts(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => [.. list.Select(each => each?.ToString() ?? "")],
        _ => [node.ToString()],
    };

    private static long? Time(JsonObject claims, string name) => claims[name] is JsonValue value ? (long)double.Parse(
        value.ToString(), System.Globalization.CultureInfo.InvariantCulture) : null;

    private static long Leeway(JsonObject role, string name, long otherwise) => role[name]?.GetValue<long?>() switch
    {
        null or 0 => otherwise,
        < 0 => 0,
        var given => given.Value,
    };

    private static BaoException Bad(string why) => new(400, why);
}
