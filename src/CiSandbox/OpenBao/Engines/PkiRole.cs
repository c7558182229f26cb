// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Engines;

/// <summary>What a role of an authority allows: as far as issuing looks at it, its other fields as they were sent.</summary>
internal static class PkiRole
{
    /// <summary>What a field is that is not sent; its type tells how what is sent is read.</summary>
    private const string Defaults = """
        {"allow_any_name":false,"allow_bare_domains":false,"allow_glob_domains":false,"allow_globs_in_identity_templates":false,
        "allow_ip_sans":true,"allow_localhost":true,"allow_subdomains":false,"allow_token_displayname":false,
        "allow_wildcard_certificates":true,"allowed_domains":[],"allowed_domains_template":false,"allowed_ip_sans_cidr":[],
        "allowed_other_sans":[],"allowed_serial_numbers":[],"allowed_uri_sans":[],"allowed_uri_sans_template":false,
        "allowed_user_ids":[],"basic_constraints_valid_for_non_ca":false,"client_flag":true,"cn_validations":["email","hostname"],
        "code_signing_flag":false,"country":[],"email_protection_flag":false,"enforce_hostnames":true,"ext_key_usage":[],
        "ext_key_usage_oids":[],"generate_lease":false,"issuer_ref":"default","key_bits":2048,"key_type":"rsa",
        "key_usage":["DigitalSignature","KeyAgreement","KeyEncipherment"],"locality":[],"max_ttl":0,"no_store":false,"not_after":"",
        "not_after_bound":"permit","not_before":"","not_before_bound":"permit","not_before_duration":30,"organization":[],"ou":[],
        "policy_identifiers":[],"postal_code":[],"province":[],"require_cn":true,"server_flag":true,"signature_bits":0,
        "street_address":[],"ttl":0,"use_csr_common_name":true,"use_csr_sans":true,"use_pss":false}
        """;

    private static readonly string[] Times = ["max_ttl", "ttl", "not_before_duration"];

    public static JsonObject Written(JsonObject data)
    {
        var role = new JsonObject();
        foreach (var (name, otherwise) in JsonNode.Parse(Defaults)!.AsObject())
        {
            role[name] = data[name] is null ? Long(otherwise!) : otherwise!.GetValueKind() switch
            {
                JsonValueKind.Array => data.Texts(name)!.Where(each => each.Length > 0).List(),
                JsonValueKind.True or JsonValueKind.False => data.Truth(name),
                JsonValueKind.Number when Times.Contains(name) => data.Seconds(name),
                JsonValueKind.Number => data.Number(name),
                _ => data.Text(name),
            };
        }

        if (role["key_type"]!.ToString() is not ("rsa" or "ec" or "ed25519" or "any") and var odd)
        {
            throw new BaoException(400, $"unknown key type {odd}");
        }

        return role["max_ttl"]!.GetValue<long>() is > 0 and var max && role["ttl"]!.GetValue<long>() > max
            ? throw new BaoException(400, "\"ttl\" value must be less than \"max_ttl\" value")
            : role;
    }

    private static JsonNode Long(JsonNode otherwise) =>
        otherwise.GetValueKind() == JsonValueKind.Number ? otherwise.GetValue<long>() : otherwise.DeepClone();

    public static void Check(JsonObject role, string name, IReadOnlyList<string> names)
    {
        if (name.Length == 0 && role["require_cn"]!.GetValue<bool>())
        {
            throw new BaoException(
                400,
                "the common_name field is required, or must be provided in a CSR with \"use_csr_common_name\" set to true, unless "
                    + "\"require_cn\" is set to false");
        }

        if (name.Length > 0 && !Allows(role, name))
        {
            throw new BaoException(400, $"common name {name} not allowed by this role");
        }

        if (names.FirstOrDefault(each => !Allows(role, each)) is { } denied)
        {
            throw new BaoException(400, $"subject alternate name {denied} not allowed by this role");
        }
    }

    public static (long Ttl, IReadOnlyList<string> Warnings) Ttl(JsonObject role, long asked, long mountMax, long mountDefault)
    {
        var max = role["max_ttl"]!.GetValue<long>() is > 0 and var own ? own : mountMax;
        var ttl = asked > 0 ? asked : role["ttl"]!.GetValue<long>() is > 0 and var usual ? usual : mountDefault > 0 ? mountDefault
            : mountMax;
        return ttl > max
            ? (max, [$"TTL \"{Durations.Text(ttl)}\" is longer than permitted maxTTL \"{Durations.Text(max)}\", so maxTTL is being used"])
            : (ttl, []);
    }

    private static bool Allows(JsonObject role, string name) => role["allow_any_name"]!.GetValue<bool>()
        || (role["allow_localhost"]!.GetValue<bool>() && name is "localhost" or "localdomain")
        || role["allowed_domains"]!.AsArray().Select(each => each!.ToString()).Any(domain =>
            (role["allow_subdomains"]!.GetValue<bool>() && name.EndsWith("." + domain, StringComparison.Ordinal))
            || (role["allow_bare_domains"]!.GetValue<bool>() && name == domain));
}
