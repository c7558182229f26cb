// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Api;

namespace Modules.Ci.OpenBao.Jwt;

/// <summary>Keeps the configuration of a JWT method. A write resets what it does not send, so all of it is sent.</summary>
internal sealed class JwtConfigModule : IModule
{
    private static readonly Argument<string?> Mount = Argument.Text("mount") with { Default = "jwt" };
    private static readonly Argument<string?> JwksUrl = Argument.Text("jwks_url");
    private static readonly Argument<string?> DiscoveryUrl = Argument.Text("oidc_discovery_url");
    private static readonly Argument<IReadOnlyList<string>?> Keys = Argument.TextList("jwt_validation_pubkeys");
    private static readonly Argument<string?> BoundIssuer = Argument.Text("bound_issuer");
    private static readonly Argument<string?> JwksAuthorities = Argument.Text("jwks_ca_pem");
    private static readonly Argument<string?> DiscoveryAuthorities = Argument.Text("oidc_discovery_ca_pem");
    private static readonly Argument<string?> DefaultRole = Argument.Text("default_role");
    private static readonly Argument<IReadOnlyList<string>?> Algorithms = Argument.TextList("jwt_supported_algs");
    private static readonly Argument<bool> Skip = Argument.Flag("skip_jwks_validation", otherwise: false);

    private static readonly string[] KnownAlgorithms =
        ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "EdDSA"];

    public string Name => "openbao_jwt_config";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
        [
            .. BaoConnection.WithToken, Mount, JwksUrl, DiscoveryUrl, Keys, BoundIssuer, JwksAuthorities, DiscoveryAuthorities, DefaultRole,
            Algorithms, Skip,
        ],
        new RequiredOneOf(JwksUrl, DiscoveryUrl, Keys));

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var mount = BaoPath.Name(Mount, run.Get(Mount)!);
        var wanted = Wanted(run);
        using var bao = BaoConnection.Opened(run);
        var place = BaoPath.Of("auth", mount, "config");
        var found = (await FindAsync(run, bao, mount, place, ct))?.Fields["data"] as JsonObject;
        var before = found is null ? null : new JsonObject(wanted
            .Select(pair => KeyValuePair.Create(pair.Key, found[pair.Key]?.DeepClone())));
        if (before is not null && JsonNode.DeepEquals(before, wanted))
        {
            return Result(false, before, before, found);
        }

        if (!run.Get(Skip) && run.CheckMode)
        {
            _ = run.Warnings.Add("Whether OpenBao reaches the keys of the issuer shows only when the configuration is written.");
        }

        await WriteAsync(run, bao, mount, place, wanted, ct);
        return Result(true, before, wanted, found);
    }

    /// <summary>What is there; in check mode an earlier task may have pretended to enable the method.</summary>
    private static async Task<ApiAnswer?> FindAsync(Invocation run, OpenBaoApi bao, string mount, string place, CancellationToken ct)
    {
        var answer = await bao.ReadAsync(place, ct, System.Net.HttpStatusCode.NotFound);
        return answer.IsSuccess ? answer
            : !run.CheckMode && (answer.Body?.ToJsonString() ?? "").Contains("no handler for route", StringComparison.Ordinal)
                ? throw new ModuleException($"Enable the method with openbao_auth_method first: there is none at 'auth/{mount}'.")
                : null;
    }

    private static async Task WriteAsync(
        Invocation run, OpenBaoApi bao, string mount, string place, JsonObject wanted, CancellationToken ct)
    {
        var body = wanted.DeepClone().AsObject();
        if (run.Get(Skip))
        {
            body["skip_jwks_validation"] = true;
        }

        try
        {
            var answer = await bao.WriteAsync($"configure the JWT method '{mount}'", place, body, ct);
            foreach (var warning in (answer?.Fields["warnings"] as JsonArray ?? []).OfType<JsonNode>())
            {
                _ = run.Warnings.Add($"Check jwks_url or oidc_discovery_url before the first login: OpenBao says '{warning}'.");
            }
        }
        catch (ModuleException failure) when (failure.Cause is Refusal refusal && BaoProse.CannotFetchKeys(refusal))
        {
            throw new ModuleException(
                $"See OpenBao's log for the cause, and check that its host reaches {run.Get(JwksUrl) ?? run.Get(DiscoveryUrl)} and "
                    + $"trusts its "
                    + $"certificate ({(run.Has(JwksUrl) ? JwksAuthorities.Name : DiscoveryAuthorities.Name)}): {refusal.Said}. "
                        + $"Where the issuer "
                    + "is not up yet, say skip_jwks_validation: true.",
                failure);
        }
    }

    /// <summary>As it is shown once it is written.</summary>
    private static JsonObject Wanted(Invocation run)
    {
        var algorithms = (run.Get(Algorithms) ?? []).Select(each => each.Trim()).ToList();
        if (algorithms.Find(each => !KnownAlgorithms.Contains(each)) is { } odd)
        {
            var known = string.Join(", ", KnownAlgorithms);
            throw new ModuleException($"Give algorithms out of {known} in {Algorithms.Name}: '{odd}' is none.");
        }

        JwtConfigRules.Check(
            new(JwksUrl, run.Get(JwksUrl) ?? ""),
            new(DiscoveryUrl, run.Get(DiscoveryUrl) ?? ""),
            new(Keys, [.. (run.Get(Keys) ?? []).Select(key => key.Trim())]),
            [new(JwksAuthorities, run.Get(JwksAuthorities) ?? ""), new(DiscoveryAuthorities, run.Get(DiscoveryAuthorities) ?? "")]);
        return new JsonObject
        {
            ["jwks_url"] = run.Get(JwksUrl) ?? "",
            ["oidc_discovery_url"] = run.Get(DiscoveryUrl) ?? "",
            ["jwt_validation_pubkeys"] = List((run.Get(Keys) ?? []).Select(key => key.Trim())),
            ["bound_issuer"] = run.Get(BoundIssuer) ?? "",
            ["jwks_ca_pem"] = run.Get(JwksAuthorities) ?? "",
            ["oidc_discovery_ca_pem"] = run.Get(DiscoveryAuthorities) ?? "",
            ["default_role"] = (run.Get(DefaultRole) ?? "").ToLowerInvariant(),
            ["jwt_supported_algs"] = List(algorithms),
        };
    }

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(each => (JsonNode?)each)]);

    private static ModuleResult Result(bool changed, JsonObject? before, JsonObject after, JsonObject? found) => new(changed)
    {
        Values = new JsonObject { ["config"] = after.DeepClone(), ["status"] = changed ? "valid" : (string?)found?["status"] ?? "valid" },
        Difference = changed ? new Difference(before, after) : null,
    };
}
