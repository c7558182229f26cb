// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Jwt;

/// <summary>A role as it is kept. A second write keeps what it does not send, but for two fields.</summary>
internal static class JwtRole
{
    private static readonly string[] Lists = ["bound_audiences", "allowed_redirect_uris", "oidc_scopes"];
    private static readonly string[] TokenLists = ["token_policies", "token_bound_cidrs"];
    private static readonly string[] Durations =
        ["token_ttl", "token_max_ttl", "token_explicit_max_ttl", "token_period", "max_age"];

    private static readonly string[] Leeways = ["clock_skew_leeway", "expiration_leeway", "not_before_leeway"];
    private static readonly string[] Flags =
    [
        "token_no_default_policy", "token_strictly_bind_ip", "token_policies_template_claims", "user_claim_json_pointer",
        "verbose_oidc_logging", "oidc_disable_confirmation",
    ];

    private static readonly string[] Texts = ["user_claim", "bound_subject", "groups_claim"];

    private static JsonObject Empty => new()
    {
        ["allowed_redirect_uris"] = null,
        ["bound_audiences"] = null,
        ["bound_claims"] = null,
        ["bound_claims_type"] = "string",
        ["bound_subject"] = "",
        ["callback_mode"] = "client",
        ["claim_mappings"] = null,
        ["clock_skew_leeway"] = 0L,
        ["expiration_leeway"] = 0L,
        ["groups_claim"] = "",
        ["max_age"] = 0L,
        ["not_before_leeway"] = 0L,
        ["oauth2_metadata"] = null,
        ["oidc_disable_confirmation"] = false,
        ["oidc_scopes"] = null,
        ["role_type"] = "oidc",
        ["token_bound_cidrs"] = new JsonArray(),
        ["token_explicit_max_ttl"] = 0L,
        ["token_max_ttl"] = 0L,
        ["token_no_default_policy"] = false,
        ["token_num_uses"] = 0L,
        ["token_period"] = 0L,
        ["token_policies"] = new JsonArray(),
        ["token_policies_template_claims"] = false,
        ["token_strictly_bind_ip"] = false,
        ["token_ttl"] = 0L,
        ["token_type"] = "default",
        ["user_claim"] = "",
        ["user_claim_json_pointer"] = false,
        ["verbose_oidc_logging"] = false,
    };

    public static JsonObject Written(JsonObject? before, JsonObject data)
    {
        var role = before?.DeepClone().AsObject() ?? Empty;
        role["role_type"] = data.Text("role_type", "") is { Length: > 0 } type
            ? type is "jwt" or "oidc" ? type : throw new BaoException(400, $"invalid 'role_type': {type}")
            : "oidc";
        role["bound_claims_type"] = data.Text("bound_claims_type", "") is { Length: > 0 } claimsType
            ? claimsType is "string" or "glob" ? claimsType : throw new BaoException(400, $"invalid 'bound_claims_type': {claimsType}")
            : "string";
        Copy(role, data);
        Legacy(role, data);
        JwtRoleRules.Check(role);
        return role;
    }

    private static void Copy(JsonObject role, JsonObject data)
    {
        foreach (var name in Texts.Where(data.Given))
        {
            role[name] = data.Text(name, "");
        }

        foreach (var name in Lists.Concat(TokenLists).Where(data.Given))
        {
            role[name] = (name == "token_bound_cidrs" ? Cidrs(data.Texts(name)!) : data.Texts(name)!).List();
        }

        foreach (var name in Durations.Where(data.Given))
        {
            role[name] = data.Seconds(name, "");
        }

        foreach (var name in Leeways.Where(data.Given))
        {
            role[name] = data.Seconds(name, "", mayBeNegative: true);
        }

        foreach (var name in Flags.Where(data.Given))
        {
            role[name] = data.Truth(name, "");
        }

        if (data.Given("token_num_uses"))
        {
            role["token_num_uses"] = data.Number("token_num_uses", "");
        }

        if (data.Given("token_type"))
        {
            role["token_type"] = data.Text("token_type") is "" ? "default" : data.Text("token_type");
        }

        if (data.Given("bound_claims"))
        {
            role["bound_claims"] = data.Map("bound_claims")?.DeepClone();
        }

        if (data.Given("claim_mappings"))
        {
            role["claim_mappings"] = Mappings(data["claim_mappings"]!);
        }
    }

    /// <summary>The older names: shown beside the newer ones as long as nobody writes those.</summary>
    private static void Legacy(JsonObject role, JsonObject data)
    {
        (string Old, string New)[] names =
            [("policies", "token_policies"), ("ttl", "token_ttl"), ("max_ttl", "token_max_ttl"), ("num_uses", "token_num_uses"),
             ("period", "token_period"), ("bound_cidrs", "token_bound_cidrs")];
        foreach (var (old, name) in names)
        {
            if (data.Given(name))
            {
                _ = role.Remove(old);
                continue;
            }

            if (!data.Given(old))
            {
                continue;
            }

            var value = old switch
            {
                "policies" => data.Texts(old)!.Select(each => each.ToLowerInvariant()).Where(each => each.Length > 0).Distinct()
                    .Order(StringComparer.Ordinal).List(),
                "bound_cidrs" => Cidrs(data.Texts(old)!).List(),
                "num_uses" => (JsonNode?)data.Number(old, ""),
                _ => data.Seconds(old, ""),
            };
            role[old] = value?.DeepClone();
            role[name] = value?.DeepClone();
        }
    }

    private static JsonObject Mappings(JsonNode given) => given switch
    {
        JsonObject map => map.DeepClone().AsObject(),
        JsonArray list => Pairs(list.Select(each => each?.ToString() ?? "")),
        _ => Pairs(given.ToString().Split(',')),
    };

    private static JsonObject Pairs(IEnumerable<string> texts) =>
        new(texts.Select(text => text.Split('=', 2)).Where(parts => parts.Length == 2)
            .Select(parts => KeyValuePair.Create(parts[0].Trim(), (JsonNode?)parts[1].Trim())));

    private static List<string> Cidrs(List<string> given)
    {
        foreach (var each in given.Where(each => !IPAddress.TryParse(each.Split('/')[0], out _)))
        {
            throw new BaoException(
                400, $"error parsing address \"{each}\": Unable to convert \"{each}\" to an IPv4 or IPv6 address, or a UNIX Socket");
        }

        return [.. given.Select(each =>
            each.EndsWith("/32", StringComparison.Ordinal) && !each.Contains(':', StringComparison.Ordinal) ? each[..^3]
            : each.EndsWith("/128", StringComparison.Ordinal) ? each[..^4]
            : each)];
    }

    private static bool Given(this JsonObject data, string name) => data[name] is not null;
}
