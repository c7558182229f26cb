// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Seal;

/// <summary>What is answered in every state: sys/init, seal-status, unseal, health.</summary>
/// <param name="seal">The keys.</param>
/// <param name="clusterName">What the configuration would say.</param>
/// <param name="begin">Called with the root token's value when the server is initialised.</param>
internal sealed class SealEndpoints(SealState seal, string clusterName, Func<string> begin)
{
    private const string InitType = "http.InitRequest";
    private const string Version = "2.7.2";

    private static readonly string[] HealthCodes = ["activecode", "standbycode", "sealedcode", "uninitcode"];

    /// <summary>Whether another node of the cluster is the active one.</summary>
    public bool IsStandby { get; init; }

    /// <summary>Whether the cluster has an active node.</summary>
    public bool HasLeader { get; init; } = true;

    public JsonObject Status() => Named(new JsonObject
    {
        ["type"] = "shamir",
        ["initialized"] = seal.Initialized,
        ["sealed"] = seal.Sealed,
        ["t"] = seal.Threshold,
        ["n"] = seal.Shares,
        ["progress"] = seal.Progress,
        ["nonce"] = seal.Nonce,
        ["recovery_seal"] = false,
        ["version"] = Version,
        ["commit_date"] = "2026-10-26T20:32:27Z",
        ["migration"] = false,
        ["storage_type"] = "raft",
    });

    public BaoAnswer Health(IReadOnlyDictionary<string, string> query)
    {
        var (name, status) = !seal.Initialized ? ("uninitcode", 501) : seal.Sealed ? ("sealedcode", 503)
            : !IsStandby ? ("activecode", 200)
            : query.ContainsKey("standbyok") ? ("activecode", 200)
            : ("standbycode", 429);
        foreach (var code in HealthCodes.Where(query.ContainsKey))
        {
            if (!int.TryParse(query[code], out var number))
            {
                throw new BaoException(400);
            }

            status = code == name ? number : status;
        }

        return new BaoAnswer(status)
        {
            Plain = Named(new JsonObject
            {
                ["initialized"] = seal.Initialized,
                ["sealed"] = seal.Sealed,
                ["standby"] = seal.Sealed || IsStandby,
                ["replication_performance_mode"] = seal.Sealed || !HasLeader ? "unknown" : "primary",
                ["replication_dr_mode"] = seal.Sealed || !HasLeader ? "unknown" : "disabled",
                ["server_time_utc"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
                ["version"] = Version,
            }),
        };
    }

    public JsonObject Initialize(byte[] body)
    {
        var data = JsonBody.Parse(body, InitType);
        var (shares, threshold) = (Int(data, "secret_shares"), Int(data, "secret_threshold"));
        if (data["pgp_keys"] is { } pgp and not JsonArray)
        {
            throw NotDecoded($"json: cannot unmarshal {JsonBody.Kind(pgp)} into Go struct field InitRequest.pgp_keys of type []string");
        }

        var keys = (data["pgp_keys"] as JsonArray)?.Select(each => each?.ToString() ?? "").ToList() ?? [];
        if (Int(data, "recovery_shares") > 0 || Int(data, "recovery_threshold") > 0)
        {
            throw new BaoException(400, "parameters recovery_shares,recovery_threshold not applicable to seal type shamir");
        }

        SealRules.Check(shares, threshold, keys);
        if (seal.Initialized)
        {
            throw new BaoException(400, "Vault is already initialized");
        }

        var made = seal.Initialize(shares, threshold);
        var root = begin();
        if (data["root_token_pgp_key"]?.ToString() is { Length: > 0 } key)
        {
            // As the real one: the server has its keys by now, and nobody ever sees them.
            SealRules.CheckPgpKey(key, "");
        }

        return Keys(made, root);
    }

    public JsonObject Unseal(byte[] body)
    {
        var data = JsonBody.Parse(body, "http.UnsealRequest");
        if (data["reset"] is { } reset && reset.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
        {
            throw NotDecoded($"json: cannot unmarshal {JsonBody.Kind(reset)} into Go struct field UnsealRequest.reset of type bool");
        }

        if (data["key"] is { } odd && odd.GetValueKind() != JsonValueKind.String)
        {
            throw NotDecoded($"json: cannot unmarshal {JsonBody.Kind(odd)} into Go struct field UnsealRequest.key of type string");
        }

        var key = data["key"]?.ToString() ?? "";
        var isReset = data["reset"]?.GetValueKind() == JsonValueKind.True;
        if (!isReset && key.Length == 0)
        {
            throw new BaoException(400, "'key' must be specified in request body as JSON, or 'reset' set to true");
        }

        if (isReset)
        {
            if (!seal.Sealed)
            {
                throw new BaoException(400, "vault is unsealed");
            }

            seal.Reset();
            return Status();
        }

        var bytes = SealRules.Decoded(key);
        if (data["migrate"]?.GetValueKind() == JsonValueKind.True)
        {
            throw new BaoException(500, "can't perform a seal migration, no migration seal found");
        }

        SealRules.CheckLength(bytes);
        if (!seal.Initialized)
        {
            throw new BaoException(400, "Vault is not initialized");
        }

        return !seal.Sealed || seal.Give(bytes)
            ? Status()
            : throw new BaoException(
                400,
                "unable to retrieve stored keys: invalid key: failed to decrypt keys from storage: cipher: message authentication failed");
    }

    /// <summary>Keys as they are told once.</summary>
    public static JsonObject Keys(IReadOnlyList<byte[]> made, string? root)
    {
        var told = new JsonObject
        {
            ["keys"] = made.Select(Convert.ToHexStringLower).List(),
            ["keys_base64"] = made.Select(Convert.ToBase64String).List(),
        };
        if (root is not null)
        {
            told["root_token"] = root;
        }

        return told;
    }

    private JsonObject Named(JsonObject status)
    {
        if (!seal.Sealed)
        {
            (status["cluster_name"], status["cluster_id"]) = (clusterName, seal.ClusterId);
        }

        return status;
    }

    private static int Int(JsonObject data, string name) => data[name] switch
    {
        null => 0,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => int.TryParse(value.ToJsonString(), out var number)
            ? number
            : throw NotDecoded(
                $"json: cannot unmarshal number {value.ToJsonString()} into Go struct field InitRequest.{name} of type int"),
        var value => throw NotDecoded($"json: cannot unmarshal {JsonBody.Kind(value)} into Go struct field InitRequest.{name} of type int"),
    };

    private static BaoException NotDecoded(string why) => new(400, $"failed to decode JSON input: {why}");
}
