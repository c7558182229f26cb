// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Api;

namespace Modules.Ci.OpenBao.Engines;

/// <summary>Keeps a secret as it is wanted: read, compare, written only where it differs. Values are in no answer.</summary>
internal sealed class KvModule : IModule
{
    private const string Present = "present";
    private const string Absent = "absent";
    private const string Exists = "a secret";

    private static readonly Argument<string?> Mount = Argument.Text("mount") with { Required = true };
    private static readonly Argument<string?> Path = Argument.Text("path") with { Required = true };
    private static readonly Argument<long?> Version = Argument.Number("version") with { Minimum = 1, Maximum = 2 };
    private static readonly Argument<JsonObject?> Data = Argument.Mapping("data") with { Secrecy = Secrecy.Secret };
    private static readonly Argument<bool> Merge = Argument.Flag("merge", otherwise: false);
    private static readonly Argument<long?> Cas = Argument.Number("cas") with { Minimum = 0 };
    private static readonly Argument<bool> WriteOnly = Argument.Flag("write_only", otherwise: false);
    private static readonly Argument<string?> State = Argument.Choice("state", Present, Absent) with { Default = Present };

    public string Name => "openbao_kv";

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
        [.. BaoConnection.WithToken, Mount, Path, Version, Data, Merge, Cas, WriteOnly, State], new RequiredIf(State, Present, Data));

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var bao = BaoConnection.Opened(run);
        var (mount, path) = (BaoPath.Name(Mount, run.Get(Mount)!), BaoPath.Name(Path, run.Get(Path)!));
        var kv = await OpenAsync(run, bao, mount, ct);
        if (kv is null)
        {
            return new ModuleResult(true)
            {
                Values = new JsonObject
                {
                    ["key_names"] = new JsonArray([.. run.Get(Data)!.Select(pair => (JsonNode?)pair.Key).OrderBy(key => key!.ToString())]),
                    ["kv_version"] = run.Get(Version) ?? 1,
                },
            };
        }

        Check(run, kv, mount);

        if (run.Get(State) == Present && run.Get(WriteOnly))
        {
            return await WriteBlindAsync(run, kv, path, ct);
        }

        var (found, version) = await kv.ReadAsync(path, ct);
        Hide(run, found);
        return run.Get(State) == Absent ? await RemoveAsync(kv, path, found, ct) : await KeepAsync(run, kv, path, (found, version), ct);
    }

    /// <summary>What the server would refuse, or take for something else.</summary>
    private static void Check(Invocation run, KvMount kv, string mount)
    {
        if (run.Get(State) != Present)
        {
            return;
        }

        if (kv.Version == 1 && run.Get(Data)!.Count == 0)
        {
            throw new ModuleException("Give at least one key in data: KV version 1 keeps no empty secret.");
        }

        if (kv.Version == 1 && run.Get(Cas) is { } cas)
        {
            throw new ModuleException($"Leave cas out: it is {cas}, and '{mount}' is KV version 1, which counts no versions.");
        }

        KvLimits.Check(Data.Name, run.Get(Data)!, kv.Version == 2);
    }

    /// <summary>The engine; null where an earlier task of a check pretended to mount it. OpenBao tells a missing one from a missing right
    /// for nobody.</summary>
    private static async Task<KvMount?> OpenAsync(Invocation run, OpenBaoApi bao, string mount, CancellationToken ct)
    {
        try
        {
            return await KvMount.OpenAsync(bao, mount, run.Get(Version), ct);
        }
        catch (ModuleException failure) when (run.CheckMode && run.Get(State) == Present
            && failure.Cause is Refusal refusal && BaoProse.HidesMount(refusal))
        {
            _ = run.Warnings.Add($"The engine '{mount}' is not there, or the token has no right below it; it is taken for one to come.");
            return null;
        }
    }

    /// <summary>For a token that may write and not read: always a change.</summary>
    private static async Task<ModuleResult> WriteBlindAsync(Invocation run, KvMount kv, string path, CancellationToken ct)
    {
        if (run.Get(Merge))
        {
            throw new ModuleException("Leave merge out beside write_only: what is there is not read, so nothing can be merged with it.");
        }

        var wanted = run.Get(Data)!;
        var written = await kv.WriteAsync(path, wanted, run.Get(Cas), ct);
        return Result(true, kv, wanted.Select(pair => pair.Key), written, null);
    }

    private static async Task<ModuleResult> RemoveAsync(KvMount kv, string path, JsonObject? found, CancellationToken ct)
    {
        if (found is null)
        {
            return Result(false, kv, [], 0, null);
        }

        _ = await kv.DeleteAsync(path, ct);
        return Result(true, kv, found.Select(pair => pair.Key), 0, new Difference(Exists, null));
    }

    private static async Task<ModuleResult> KeepAsync(
        Invocation run, KvMount kv, string path, (JsonObject? Data, long Version) found, CancellationToken ct)
    {
        var wanted = run.Get(Data)!.DeepClone().AsObject();
        if (run.Get(Merge))
        {
            foreach (var (name, value) in (found.Data ?? []).Where(pair => !wanted.ContainsKey(pair.Key)).ToList())
            {
                wanted[name] = value?.DeepClone();
            }
        }

        var differing = Differing(found.Data, kv.Stored(wanted));
        if (found.Data is not null && differing.Count == 0)
        {
            return Result(false, kv, [], found.Version, null);
        }

        if (run.Get(Cas) is { } cas && cas != found.Version)
        {
            throw new ModuleException(
                $"Give cas: {found.Version} if that version is to be replaced: cas is {cas}, and somebody has written '{path}' since.");
        }

        // What was read is what is replaced: somebody else's write in between is refused by the server.
        var written = await kv.WriteAsync(path, wanted, kv.Version == 2 ? run.Get(Cas) ?? found.Version : null, ct);
        var shown = new Difference(
            found.Data is null ? null : Names(found.Data, differing), Names(wanted, differing));
        return Result(true, kv, differing, written > 0 ? written : found.Version + 1, shown);
    }

    private static List<string> Differing(JsonObject? found, JsonObject wanted) =>
    [
        .. wanted.Where(pair => found is null || !found.ContainsKey(pair.Key) || !JsonNode.DeepEquals(pair.Value, found[pair.Key]))
            .Select(pair => pair.Key)
            .Concat((found ?? []).Select(pair => pair.Key).Where(name => !wanted.ContainsKey(name))),
    ];

    /// <summary>The names of a secret's keys, which one differs, and no value.</summary>
    private static JsonObject Names(JsonObject secret, List<string> differing) =>
        new(secret.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)(differing.Contains(pair.Key) ? "(differs)" : "(same)"))));

    private static void Hide(Invocation run, JsonObject? secret)
    {
        foreach (var value in (secret ?? []).Select(pair => pair.Value).OfType<JsonValue>())
        {
            _ = run.Secret(value.ToString());
        }
    }

    private static ModuleResult Result(bool changed, KvMount kv, IEnumerable<string> keys, long version, Difference? difference)
    {
        var values = new JsonObject
        {
            ["key_names"] = new JsonArray([.. keys.Order(StringComparer.Ordinal).Select(key => (JsonNode?)key)]),
            ["kv_version"] = kv.Version,
        };
        if (kv.Version == 2)
        {
            values["version"] = version;
        }

        return new ModuleResult(changed) { Values = values, Difference = difference };
    }
}
