// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Api;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>
/// A rotation of the unseal keys, as the API has it since OpenBao 2.4: begun, and agreed to with the keys there are. Where new ones are to
/// be proved, it is over only when those were given back to the server; until then the old ones open it.
/// </summary>
/// <param name="bao">The server.</param>
internal sealed class Rotation(OpenBaoApi bao)
{
    private const string Root = "sys/rotate/root";

    /// <summary>How far a rotation is that somebody has begun.</summary>
    public async Task<JsonObject> StatusAsync(CancellationToken ct) => Data(await bao.ReadAsync(BaoPath.Of(Root, "init"), ct));

    /// <summary>Begins one; its nonce.</summary>
    public async Task<string> BeginAsync(JsonObject body, CancellationToken ct) =>
        (string?)Data((await bao.WriteAsync("rotate the keys", BaoPath.Of(Root, "init"), body, ct))!)["nonce"] ?? "";

    /// <summary>Agrees with the keys there are; the new ones, or null where those do not belong to the server.</summary>
    public async Task<JsonObject?> AgreeAsync(string nonce, IReadOnlyList<UnsealKey> keys, CancellationToken ct)
    {
        foreach (var key in keys)
        {
            var answer = await GiveAsync("update", nonce, key, ct);
            if (!answer.IsSuccess)
            {
                return null;
            }

            if (Data(answer)["keys"] is JsonArray { Count: > 0 })
            {
                return Data(answer);
            }
        }

        return null;
    }

    /// <summary>Gives new keys back.</summary>
    /// <exception cref="ModuleException">The server does not take them for its own.</exception>
    public async Task ProveAsync(string nonce, KeySet made, int shares, CancellationToken ct)
    {
        if (!await ProveAsync(nonce, UnsealKey.All(made.Keys, "the new file", shares), ct))
        {
            throw new ModuleException("Run it again: OpenBao does not take the new keys back. The old ones still open it.");
        }
    }

    /// <summary>With the last one the old ones are of no more use.</summary>
    private async Task<bool> ProveAsync(string nonce, IReadOnlyList<UnsealKey> keys, CancellationToken ct)
    {
        foreach (var key in keys)
        {
            var answer = await GiveAsync("verify", nonce, key, ct);
            if (!answer.IsSuccess)
            {
                return false;
            }

            if ((bool?)Data(answer)["complete"] == true)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The nonce of the proof that a run that was killed has left open; null for none.</summary>
    public async Task<string?> ProofAsync(CancellationToken ct)
    {
        var answer = await bao.ReadAsync(BaoPath.Of(Root, "verify"), ct, HttpStatusCode.BadRequest, HttpStatusCode.NotFound);
        return answer.IsSuccess && (string?)Data(answer)["nonce"] is { Length: > 0 } nonce ? nonce : null;
    }

    /// <summary>What the server keeps of keys that were given out under PGP keys, by who has which; null for nothing.</summary>
    public async Task<KeySet?> BackupAsync(CancellationToken ct)
    {
        var answer = await bao.ReadAsync(BaoPath.Of(Root, "backup"), ct, HttpStatusCode.BadRequest, HttpStatusCode.NotFound);
        return answer.IsSuccess && Data(answer) is { Count: > 0 } data
            ? KeySet.Of(new() { ["keys"] = Flat(data["keys"]), ["keys_base64"] = Flat(data["keys_base64"]) })
            : null;
    }

    /// <summary>Ends one without a change.</summary>
    public Task<ApiAnswer?> EndAsync(CancellationToken ct) => bao.DeleteAsync("end the rotation", BaoPath.Of(Root, "init"), ct);

    /// <summary>Takes away what the server has kept of the new keys, for the case that they did not arrive.</summary>
    public Task<ApiAnswer?> ForgetAsync(CancellationToken ct) =>
        bao.DeleteAsync("remove the backup of the keys", BaoPath.Of(Root, "backup"), ct);

    private async Task<ApiAnswer> GiveAsync(string what, string nonce, UnsealKey key, CancellationToken ct)
    {
        var body = new JsonObject { ["key"] = key.Hex, ["nonce"] = nonce };
        return (await bao.WriteAsync("rotate the keys", BaoPath.Of(Root, what), body, ct, HttpStatusCode.BadRequest))!;
    }

    private static JsonArray Flat(JsonNode? byOwner) => new(
        [.. (byOwner as JsonObject ?? []).SelectMany(each => each.Value as JsonArray ?? []).Select(key => (JsonNode?)$"{key}")]);

    private static JsonObject Data(ApiAnswer answer) => answer.Fields["data"] as JsonObject ?? [];
}
