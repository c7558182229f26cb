// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Jwt;

/// <summary>What a role must have, in the server's words.</summary>
internal static class JwtRoleRules
{
    private const long SystemTtl = 2764800;

    public static void Check(JsonObject role)
    {
        var (ttl, max, period, uses) = (
            Number(role, "token_ttl"), Number(role, "token_max_ttl"), Number(role, "token_period"), Number(role, "token_num_uses"));
        var type = role["token_type"]?.ToString();
        var problem =
            type is not ("default" or "service" or "batch") ? $"invalid 'token_type' value \"{type}\""
            : uses < 0 ? "'token_num_uses' cannot be negative"
            : type == "batch" && period > 0 ? "'token_type' cannot be 'batch' or 'default_batch' when set to generate periodic tokens"
            : type == "batch" && uses > 0
                ? "'token_type' cannot be 'batch' or 'default_batch' when set to generate tokens with limited use count"
            : max > 0 && ttl > max ? "'token_ttl' cannot be greater than 'token_max_ttl'"
            : period > SystemTtl
                ? $"'period' of '\"{Durations.Text(period)}\"' is greater than the backend's maximum lease TTL of "
                    + $"'\"{Durations.Text(SystemTtl)}\"'"
            : IsTrue(role, "token_strictly_bind_ip") && Count(role, "token_bound_cidrs") > 0
                ? "'token_strictly_bind_ip' conflicts with 'token_bound_cidrs'; set only one"
            : role["user_claim"]?.ToString() is not { Length: > 0 } ? "a user claim must be defined on the role"
            : role["role_type"]?.ToString() == "oidc" && Count(role, "allowed_redirect_uris") == 0
                ? "'allowed_redirect_uris' must be set if 'role_type' is 'oidc' or unspecified."
            : role["role_type"]?.ToString() == "jwt" && Count(role, "bound_audiences") == 0 && Count(role, "token_bound_cidrs") == 0
                && role["bound_subject"]?.ToString() is "" && role["bound_claims"] is not JsonObject { Count: > 0 }
                ? "must have at least one bound constraint when creating/updating a role"
            : GlobOfNoText(role);
        if (problem is not null)
        {
            throw new BaoException(400, problem);
        }
    }

    private static string? GlobOfNoText(JsonObject role) => role["bound_claims_type"]?.ToString() != "glob" ? null
        : (role["bound_claims"] as JsonObject)?.SelectMany(pair => pair.Value as JsonArray ?? [pair.Value?.DeepClone()])
            .FirstOrDefault(each => each?.GetValueKind() != JsonValueKind.String) is { } odd
            ? $"claim is not a string: {odd.ToJsonString()}"
            : null;

    private static long Number(JsonObject role, string name) => role[name]?.GetValue<long?>() ?? 0;

    private static int Count(JsonObject role, string name) => (role[name] as JsonArray)?.Count ?? 0;

    private static bool IsTrue(JsonObject role, string name) => role[name]?.GetValueKind() == JsonValueKind.True;
}
