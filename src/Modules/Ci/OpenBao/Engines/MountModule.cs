// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.OpenBao.Engines;

/// <summary>Mounts a secret engine or an auth method. What is there with another type or version is never replaced.</summary>
/// <param name="name">The module's.</param>
/// <param name="kind">What it mounts.</param>
/// <param name="path">The path's argument.</param>
/// <param name="type">The type's.</param>
/// <param name="version">That of KV's version; null where there is none.</param>
internal sealed class MountModule(
    string name, MountKind kind, Argument<string?> path, Argument<string?> type, Argument<long?>? version) : IModule
{
    private const string Present = "present";
    private const string Absent = "absent";

    private static readonly Argument<string?> Description = Argument.Text("description");
    private static readonly Argument<string?> State = Argument.Choice("state", Present, Absent) with { Default = Present };
    private static readonly Argument<bool> Force = Argument.Flag("force", otherwise: false);

    public string Name => name;

    public bool ShowsDifference => true;

    public ArgumentSpec Arguments { get; } = new(
        [.. BaoConnection.WithToken, path, type, .. version is null ? (Argument[])[] : [version], Description, State, Force]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var at = BaoPath.Name(path, run.Get(path)!);
        var wanted = MountWanted.Of(run, at, path, type, version);
        using var bao = BaoConnection.Opened(run);
        var found = await kind.FindAsync(bao, at, ct);
        return run.Get(State) == Absent ? await RemoveAsync(run, bao, at, found, ct)
            : found is null ? await EnableAsync(run, bao, at, wanted, ct)
            : await KeepAsync(run, bao, at, wanted, found, ct);
    }

    private async Task<ModuleResult> RemoveAsync(Invocation run, OpenBaoApi bao, string at, JsonObject? found, CancellationToken ct)
    {
        if (found is null)
        {
            return Result(false, null, null);
        }

        if (!run.Get(Force))
        {
            throw new ModuleException(
                $"Say force: true if all that the {kind.Noun} '{at}' holds is to be destroyed: disabling it cannot be undone.");
        }

        _ = await kind.DisableAsync(bao, at, ct);
        return Result(true, Shown(at, found), null);
    }

    private async Task<ModuleResult> EnableAsync(Invocation run, OpenBaoApi bao, string at, MountWanted wanted, CancellationToken ct)
    {
        var body = new JsonObject { ["type"] = wanted.Type, ["description"] = run.Get(Description) ?? "" };
        if (wanted.Version is { } number)
        {
            body["options"] = new JsonObject { ["version"] = number };
        }

        if (!bao.Writes && !kind.Types.Contains(wanted.Type))
        {
            _ = run.Warnings.Add($"Whether this OpenBao has {kind.Noun}s of {type.Name} '{wanted.Type}' shows only when one is enabled.");
        }

        _ = await kind.EnableAsync(bao, at, body, ct);
        var made = bao.Writes ? await kind.FindAsync(bao, at, ct) ?? body : body;
        return Result(true, null, Shown(at, made));
    }

    private async Task<ModuleResult> KeepAsync(
        Invocation run, OpenBaoApi bao, string at, MountWanted wanted, JsonObject found, CancellationToken ct)
    {
        if ((string?)found["type"] != wanted.Type)
        {
            throw new ModuleException(
                $"Give another path, or disable the {kind.Noun} at '{at}' with state: absent after saving what it holds: it is of type "
                    + $"{found["type"]}, not {wanted.Type}. It is never replaced, because all it holds would be lost.");
        }

        var has = (string?)found["options"]?["version"] ?? "1";
        if (wanted.Version is { } number && number != has)
        {
            throw new ModuleException(
                $"Give version: {has}, or another path: '{at}' is KV version {has}, not {number}. Clients, policies and "
                    + "generated pipelines of one version do not work with the other, so it is not changed under them.");
        }

        if (run.Get(Description) is not { } text || text == ((string?)found["description"] ?? ""))
        {
            return Result(false, Shown(at, found), Shown(at, found));
        }

        _ = await kind.TuneAsync(bao, at, new JsonObject { ["description"] = text }, ct);
        var after = found.DeepClone().AsObject();
        after["description"] = text;
        return Result(true, Shown(at, found), Shown(at, after));
    }

    private JsonObject Shown(string at, JsonObject mount)
    {
        var shown = new JsonObject
        {
            ["path"] = at,
            ["type"] = mount["type"]?.DeepClone(),
            ["description"] = mount["description"]?.DeepClone(),
            ["accessor"] = mount["accessor"]?.DeepClone(),
        };
        if (version is not null && (string?)mount["type"] == "kv")
        {
            shown["version"] = (string?)mount["options"]?["version"] ?? "1";
        }

        return shown;
    }

    private static ModuleResult Result(bool changed, JsonObject? before, JsonObject? after) => new(changed)
    {
        Values = new JsonObject { ["mount"] = after?.DeepClone() },
        Difference = changed ? new Difference(before, after) : null,
    };
}
