// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modules.Tests.Ci.OpenBao.Recorded;

/// <summary>A module that would send a recorded write, and what a playbook would say.</summary>
/// <param name="Module">The module.</param>
/// <param name="Arguments">What the playbook says.</param>
/// <param name="Read">What the module reads first.</param>
internal sealed record ModuleCall(string Module, JsonObject Arguments, Func<JsonObject?, IReadOnlyDictionary<string, JsonObject>> Read)
{
    private static readonly string[] Config =
    [
        "jwks_url", "oidc_discovery_url", "jwt_validation_pubkeys", "bound_issuer", "jwks_ca_pem", "oidc_discovery_ca_pem",
        "default_role", "jwt_supported_algs", "skip_jwks_validation",
    ];

    private static readonly string[] Role =
    [
        "role_type", "user_claim", "bound_audiences", "bound_claims", "bound_claims_type", "bound_subject", "claim_mappings",
        "allowed_redirect_uris", "token_policies", "policies", "token_ttl", "ttl", "token_max_ttl", "max_ttl", "token_explicit_max_ttl",
        "token_bound_cidrs", "bound_cidrs",
    ];

    /// <summary>Null where no module has an option for what was sent.</summary>
    public static ModuleCall? For(RecordedWrite write) => write.Body is not JsonObject body ? null
        : write.Path.Split('/', 4) switch
        {
            ["sys", "mounts", var name] => Mount("openbao_secret_engine", "sys/mounts", name, body),
            ["sys", "auth", var name] => Mount("openbao_auth_method", "sys/auth", name, body),
            ["sys", "policies", "acl", var name] => Only(body, "policy")
                ? At(write.Path, "openbao_policy", new() { ["name"] = name, ["rules"] = body["policy"]?.DeepClone() })
                : null,
            ["auth", "jwt", "config"] => Only(body, Config) ? At(write.Path, "openbao_jwt_config", body.DeepClone().AsObject()) : null,
            ["auth", "jwt", "role", var name] => RoleOf(write.Path, name, body),
            ["kv", "data", var one] => Versioned(one, body),
            ["kv", "data", var one, var more] => Versioned($"{one}/{more}", body),
            ["kv", ..] when write.Name.StartsWith("kv1/", StringComparison.Ordinal) => Secret(write.Path, "kv1", body),
            _ => null,
        };

    private static ModuleCall? Mount(string module, string root, string name, JsonObject body)
    {
        var options = body["options"] as JsonObject;
        if (body["type"] is not JsonValue type || type.GetValueKind() != JsonValueKind.String || !Only(body, "type", "description", "options")
            || (body["options"] is not null && (options is null || !Only(options, "version"))))
        {
            return null;
        }

        var arguments = new JsonObject { ["path"] = name, ["type"] = type.DeepClone() };
        if (body.ContainsKey("description"))
        {
            arguments["description"] = body["description"]?.DeepClone();
        }

        if (options?["version"] is { } version)
        {
            arguments["version"] = version.DeepClone();
        }

        return new(module, arguments, shown => new Dictionary<string, JsonObject>
        {
            [root] = shown is null ? [] : new JsonObject { [name + "/"] = shown.DeepClone() },
        });
    }

    private static ModuleCall? RoleOf(string path, string name, JsonObject body)
    {
        if (!Only(body, Role))
        {
            return null;
        }

        var arguments = body.DeepClone().AsObject();
        arguments["name"] = name;
        // What a write leaves out the server takes for another type; the module always says it.
        arguments.TryAdd("role_type", "oidc");
        arguments.TryAdd("user_claim", "");
        return At(path.ToLowerInvariant(), "openbao_jwt_role", arguments);
    }

    private static ModuleCall? Versioned(string path, JsonObject body) =>
        Only(body, "data", "options") && body["data"] is not null && (body["options"] is null || (body["options"] is JsonObject options && Only(options, "cas")))
            ? Secret($"kv/data/{path}", "kv2", body["data"], body["options"]?["cas"])
            : null;

    private static ModuleCall Secret(string path, string series, JsonNode? data, JsonNode? cas = null)
    {
        var isVersioned = series == "kv2";
        var arguments = new JsonObject
        {
            ["mount"] = "kv", ["path"] = path[(isVersioned ? "kv/data/" : "kv/").Length..], ["data"] = data?.DeepClone(),
        };
        if (cas is not null)
        {
            arguments["cas"] = cas.DeepClone();
        }

        return new("openbao_kv", arguments, shown =>
        {
            var read = new Dictionary<string, JsonObject>
            {
                ["sys/internal/ui/mounts/kv"] = new()
                {
                    ["path"] = "kv/", ["type"] = "kv",
                    ["options"] = isVersioned ? new JsonObject { ["version"] = "2" } : new JsonObject(),
                },
            };
            if (shown is not null)
            {
                read[path] = shown;
            }

            return read;
        });
    }

    private static ModuleCall At(string path, string module, JsonObject arguments) => new(module, arguments, shown =>
        shown is null ? new Dictionary<string, JsonObject>() : new Dictionary<string, JsonObject> { [path] = shown });

    private static bool Only(JsonObject body, params IEnumerable<string> names) => body.All(pair => names.Contains(pair.Key));
}
