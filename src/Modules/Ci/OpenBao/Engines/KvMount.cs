// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Api;
using Modules.Waiting;

namespace Modules.Ci.OpenBao.Engines;

/// <summary>A KV engine at its mount, in its version: each keeps secrets below other paths and in other bodies.</summary>
/// <param name="bao">The server.</param>
/// <param name="mount">Where it is mounted.</param>
/// <param name="isVersioned">Whether it is KV 2.</param>
internal sealed class KvMount(OpenBaoApi bao, string mount, bool isVersioned)
{
    /// <summary>How long a new engine may refuse its first write.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public int Version => isVersioned ? 2 : 1;

    /// <summary>The mount in the version it has, as any token may ask who has some right below it.</summary>
    /// <exception cref="ModuleException">There is none, or it is no KV, or of another version than was said.</exception>
    public static async Task<KvMount> OpenAsync(OpenBaoApi bao, string mount, long? said, CancellationToken ct)
    {
        var fields = (await bao.ReadAsync(BaoPath.Of("sys/internal/ui/mounts", mount), ct)).Fields["data"] as JsonObject ?? [];
        if ((string?)fields["type"] != "kv" || ((string?)fields["path"])?.TrimEnd('/') != mount)
        {
            throw new ModuleException($"Check mount: at '{mount}' is no KV engine but {fields["type"]} at '{fields["path"]}'.");
        }

        var has = (string?)fields["options"]?["version"] == "2" ? 2 : 1;
        return said is { } wanted && wanted != has
            ? throw new ModuleException(
                $"Give version: {has}, or leave it out: '{mount}' is KV version {has}. Written as version {wanted} the secret would lie "
                    + "where no client looks.")
            : new KvMount(bao, mount, has == 2);
    }

    /// <summary>What a secret holds and which version that is; null for nothing.</summary>
    public async Task<(JsonObject? Data, long Version)> ReadAsync(string path, CancellationToken ct)
    {
        if (await bao.FindAsync(Place(path), ct) is not { } found)
        {
            return (null, isVersioned ? await CurrentAsync(path, ct) : 0);
        }

        var data = found.Fields["data"] as JsonObject;
        return isVersioned
            ? (data?["data"] as JsonObject ?? [], (long?)data?["metadata"]?["version"] ?? 0)
            : (data, 0);
    }

    /// <summary>Writes; a new KV 2 engine refuses that for a moment, and is asked again.</summary>
    /// <returns>The version written; 0 for KV 1 and in check mode.</returns>
    public async Task<long> WriteAsync(string path, JsonObject data, long? cas, CancellationToken ct)
    {
        var body = data;
        if (isVersioned)
        {
            body = new JsonObject { ["data"] = data.DeepClone() };
            if (cas is { } version)
            {
                body["options"] = new JsonObject { ["cas"] = version };
            }
        }

        return await Polling.For(Patience, Polling.Growing(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1))).UntilAsync<long>(
            async stop =>
            {
                try
                {
                    var answer = await bao.WriteAsync($"write the secret '{mount}/{path}'", Place(path), body, stop);
                    return new Look<long>.Found((long?)answer?.Fields["data"]?["version"] ?? 0);
                }
                catch (ModuleException failure) when (failure.Cause is Refusal refusal && BaoProse.IsUpgrading(refusal))
                {
                    return new Look<long>.NotYet(() => failure);
                }
            },
            ct);
    }

    /// <summary>Takes a secret away; of KV 2 its newest version, which can be undeleted.</summary>
    public Task<ApiAnswer?> DeleteAsync(string path, CancellationToken ct) =>
        bao.DeleteAsync($"delete the secret '{mount}/{path}'", Place(path), ct);

    /// <summary>A secret as it would come back: KV 2 passes numbers through a float of 64 bits.</summary>
    public JsonObject Stored(JsonObject data) => isVersioned ? Floats(data)!.AsObject() : data;

    /// <summary>Which version a secret has that was deleted: cas counts on from it.</summary>
    private async Task<long> CurrentAsync(string path, CancellationToken ct)
    {
        var answer = await bao.ReadAsync(Place(path), ct, HttpStatusCode.NotFound);
        return (long?)answer.Fields["data"]?["metadata"]?["version"] ?? 0;
    }

    private string Place(string path) => isVersioned ? BaoPath.Below(mount, "data", path) : BaoPath.Below(mount, path);

    private static JsonNode? Floats(JsonNode? node) => node switch
    {
        null => null,
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Floats(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Floats)]),
        _ when node.GetValueKind() == JsonValueKind.Number =>
            double.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture),
        _ => node.DeepClone(),
    };
}
