// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Jwt;

/// <summary>Where keys come from and what every JWT must have. A write replaces all of it but one field.</summary>
internal sealed class JwtConfig
{
    private const string Sources = "exactly one of 'jwt_validation_pubkeys', 'jwks_url', 'jwks_pairs', 'oidc_discovery_url', or "
        + "'provider_config' must be set";

    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512",
        "EdDSA"];

    private bool _namespaceInState = true;
    private bool _isDiscoveryDead;

    /// <summary>Null before the first write.</summary>
    public JsonObject? Fields { get; private set; }

    /// <summary>The keys that signatures are checked with.</summary>
    public JwtKeys? Keys { get; private set; }

    public async Task<BaoAnswer> WriteAsync(JsonObject data)
    {
        var pubkeys = (data.Texts("jwt_validation_pubkeys") ?? []).Where(each => each.Length > 0).ToList();
        var (jwks, oidc) = (data.Text("jwks_url") ?? "", data.Text("oidc_discovery_url") ?? "");
        if (new[] { pubkeys.Count > 0, jwks.Length > 0, oidc.Length > 0 }.Count(each => each) != 1)
        {
            throw new BaoException(400, Sources);
        }

        if (oidc.Contains(".well-known", StringComparison.Ordinal))
        {
            throw new BaoException(400, "'oidc_discovery_url' contains '.well-known' component");
        }

        if ((data.Text("oidc_client_id") ?? "").Length > 0 != (data.Text("oidc_client_secret") ?? "").Length > 0)
        {
            throw new BaoException(400, "both 'oidc_client_id' and 'oidc_client_secret' must be set for OIDC");
        }

        if (data.Text("oidc_response_mode") is { Length: > 0 } mode && mode is not ("query" or "form_post"))
        {
            throw new BaoException(400, $"invalid response_mode: \"{mode}\"");
        }

        if ((data["provider_config"] as JsonObject)?["provider"]?.ToString() is { } provider)
        {
            throw new BaoException(400, $"invalid provider_config: provider \"{provider}\" not found in custom providers");
        }

        var algorithms = data.Texts("jwt_supported_algs") ?? [];
        if (algorithms.Find(each => !Algorithms.Contains(each)) is { } odd)
        {
            throw new BaoException(400, $"invalid jwt_supported_algs: unsupported signing algorithm \"{odd}\"");
        }

        if (data.Text("jwks_ca_pem") is { Length: > 0 } pem && !pem.Contains("-----BEGIN CERTIFICATE", StringComparison.Ordinal))
        {
            throw new BaoException(400, "error checking jwks_ca_pem");
        }

        var authorities = jwks.Length > 0 ? data.Text("jwks_ca_pem") : data.Text("oidc_discovery_ca_pem");
        var keys = pubkeys.Count > 0 ? JwtKeys.OfPems(pubkeys)
            : jwks.Length > 0 ? JwtKeys.OfJwks(jwks, authorities)
            : JwtKeys.OfDiscovery(oidc, authorities);
        var problem = await keys.CheckAsync();
        if (problem is not null && data.Truth("skip_jwks_validation") != true)
        {
            throw new BaoException(400, problem);
        }

        _namespaceInState = data.Truth("namespace_in_state") ?? _namespaceInState;
        _isDiscoveryDead = oidc.Length > 0 && problem is not null;
        (Keys, Fields) = (keys, new JsonObject
        {
            ["bound_issuer"] = data.Text("bound_issuer") ?? "",
            ["default_role"] = (data.Text("default_role") ?? "").ToLowerInvariant(),
            ["jwks_ca_pem"] = data.Text("jwks_ca_pem") ?? "",
            ["jwks_url"] = jwks,
            ["jwt_supported_algs"] = algorithms.List(),
            ["jwt_validation_pubkeys"] = pubkeys.List(),
            ["namespace_in_state"] = _namespaceInState,
            ["oidc_client_id"] = data.Text("oidc_client_id") ?? "",
            ["oidc_discovery_ca_pem"] = data.Text("oidc_discovery_ca_pem") ?? "",
            ["oidc_discovery_url"] = oidc,
            ["oidc_response_mode"] = data.Text("oidc_response_mode") ?? "",
            ["oidc_response_types"] = (data.Texts("oidc_response_types") ?? []).List(),
            ["override_allowed_server_names"] = (data.Texts("override_allowed_server_names") ?? []).List(),
            ["provider_config"] = new JsonObject(),
            ["status"] = "valid",
        });
        return problem is null ? BaoAnswer.Nothing : BaoAnswer.Of(null, problem.Split(':')[0]);
    }

    public BaoAnswer Read()
    {
        if (Fields is null)
        {
            throw BaoException.Missing;
        }

        var shown = Fields.DeepClone().AsObject();
        shown["status"] = _isDiscoveryDead ? "invalid" : "valid";
        return BaoAnswer.Of(shown, _isDiscoveryDead ? ["error checking oidc discovery URL"] : []);
    }
}
