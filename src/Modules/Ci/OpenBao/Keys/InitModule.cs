// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Api;
using Modules.Commands;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>Initialises a server and keeps its keys: they are told once, and on the disk before anybody learns of it.</summary>
/// <param name="commands">Programs of the host: the server is asked by a process of its own.</param>
internal sealed class InitModule(ICommands commands) : IModule
{
    private const string Fail = "fail";

    private static readonly Argument<long> Shares = Argument.Number("secret_shares", otherwise: 5) with { Minimum = 1, Maximum = 255 };
    private static readonly Argument<long> Threshold =
        Argument.Number("secret_threshold", otherwise: 3) with { Minimum = 1, Maximum = 255 };
    private static readonly Argument<IReadOnlyList<string>?> PgpKeys = Argument.TextList("pgp_keys");
    private static readonly Argument<string?> RootTokenPgpKey = Argument.Text("root_token_pgp_key");
    private static readonly Argument<string?> File = Argument.Path("keys_file") with { Required = true };
    private static readonly Argument<string?> Mode = Argument.Text("keys_file_mode") with { Default = "0600" };
    private static readonly Argument<IReadOnlyList<string>?> Copies = Argument.TextList("copies");
    private static readonly Argument<string?> OnMissingKeys = Argument.Choice("on_missing_keys", Fail, "ignore") with { Default = Fail };
    private static readonly Argument<bool> ReturnKeys = Argument.Flag("return_keys", otherwise: false);

    public string Name => "openbao_init";

    public ArgumentSpec Arguments { get; } = new(
    [
        .. BaoConnection.Open, Shares, Threshold, PgpKeys, RootTokenPgpKey, File, Mode, KeyArguments.VaultPassword, Copies,
        OnMissingKeys, ReturnKeys,
    ]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var file = KeysFile.Of(run, File);
        var copies = new KeyCopies(file, Copies, run.Get(Copies) ?? []).Checked(run);
        var mode = KeyArguments.ModeOf(Mode, run.Get(Mode)!);
        var body = Body(run);
        using var bao = BaoConnection.Plain(run);
        var isInitialized = await bao.IsInitializedAsync(ct);
        Adopt(run, file, isInitialized);
        if (isInitialized)
        {
            return Initialized(run, file, new(bao, file), await bao.SealStatusAsync(ct), () => copies.Write(run, mode));
        }

        _ = file.Checked(run);
        if (run.CheckMode)
        {
            return Result(true, file, null);
        }

        if (RootKey(body) is { } root)
        {
            await ProbeAsync(bao, root, ct);
        }

        if (!OwnProcess.IsThis)
        {
            return await Uninterrupted.RunAsync(() => new OwnProcess(commands).RunAsync(Name, run, CancellationToken.None));
        }

        OwnProcess.Spare();
        var keys = await Uninterrupted.RunAsync(() => InitAsync(run, bao, file, body, mode));
        _ = copies.Write(run, mode);
        return Result(true, file, run.Get(ReturnKeys) ? keys : null);
    }

    private static async Task<KeySet> InitAsync(
        Invocation run, OpenBaoApi bao, KeysFile file, JsonObject body, UnixFileMode mode)
    {
        KeepOlder(run, file);
        var keys = await new KeysRequest(bao, file).SendAsync(body, mode);
        if (!run.Get(ReturnKeys))
        {
            keys.Hide(run);
        }

        return keys;
    }

    /// <summary>Of a cluster whose data is gone.</summary>
    private static void KeepOlder(Invocation run, KeysFile file)
    {
        if (file.Exists)
        {
            var kept = file.Kept();
            System.IO.File.Copy(file.Path, kept, overwrite: true);
            _ = run.Warnings.Add($"The keys of an older cluster are kept in '{kept}': this server has other data.");
        }
    }

    /// <summary>
    /// Asks the server itself about the key, in a request that it refuses whatever it thinks of it: a second key that is none is refused
    /// before anything is done. For a bad key of the root token it would refuse too late.
    /// </summary>
    private static async Task ProbeAsync(OpenBaoApi bao, string key, CancellationToken ct)
    {
        var probe = new JsonObject
        {
            ["secret_shares"] = 2,
            ["secret_threshold"] = 2,
            ["pgp_keys"] = new JsonArray(key, "AAAA"),
        };
        try
        {
            _ = await bao.InitAsync(probe, ct);
        }
        catch (ModuleException failure) when (failure.Cause is Refusal refusal)
        {
            if (!BaoProse.ReadTheKeyBefore(refusal))
            {
                throw new ModuleException(
                    $"Give another key in {RootTokenPgpKey.Name}: OpenBao does not take this one, and would have lost all keys over it: "
                        + refusal.Said,
                    failure);
            }
        }
    }

    private static string? RootKey(JsonObject body) => (string?)body["root_token_pgp_key"];

    private static JsonObject Body(Invocation run)
    {
        var body = KeyArguments.SharesOf(run, Shares, Threshold, PgpKeys);
        if (run.Get(RootTokenPgpKey) is { } root)
        {
            body[RootTokenPgpKey.Name] = PgpKey.Sent(RootTokenPgpKey.Name, root);
        }

        return body;
    }

    /// <summary>The keys that a killed run has left beside their place are newer than what is in it.</summary>
    private static void Adopt(Invocation run, KeysFile file, bool isInitialized)
    {
        var unfinished = new KeysFile(ReservedFile.Unfinished(file.Path), file.Password);
        if (isInitialized && unfinished.Exists && !run.CheckMode)
        {
            KeepOlder(run, file);
            System.IO.File.Move(unfinished.Path, file.Path, overwrite: true);
        }
    }

    private static ModuleResult Initialized(
        Invocation run, KeysFile file, KeysRequest request, SealStatus status, Func<bool> copy)
    {
        if (request.IsOpen && run.Get(OnMissingKeys) == Fail)
        {
            throw new ModuleException($"{request.Lost} Unless another run is at it right now: then wait for that one.");
        }

        if (!file.Exists)
        {
            return run.Get(OnMissingKeys) == Fail
                ? throw new ModuleException(
                    $"Bring the file with the keys back to '{file.Path}', or name it in keys_file: this OpenBao was initialised, and its "
                        + "keys are told only once. Without them it stays sealed for ever after its next start, with all that is in it. "
                        + "Where somebody else keeps them, say on_missing_keys: ignore.")
                : Result(false, file, null);
        }

        var keys = file.Read();
        if (keys?.ClusterId is { } kept && status.ClusterId is { } present && kept != present)
        {
            throw new ModuleException(
                $"Give the file with this server's keys in {File.Name}: those in '{file.Path}' are of the cluster {kept}, and this is "
                    + $"{present}. They would not open it after its next start.");
        }

        if (!run.Get(ReturnKeys))
        {
            keys?.Hide(run);
        }

        return Result(copy(), file, run.Get(ReturnKeys) ? keys : null);
    }

    private static ModuleResult Result(bool changed, KeysFile file, KeySet? keys)
    {
        var values = new JsonObject { ["initialized"] = true, ["keys_file"] = file.Path };
        if (keys is not null)
        {
            values["keys_hex"] = keys.Fields["keys"]?.DeepClone();
            values["keys_base64"] = keys.Fields["keys_base64"]?.DeepClone();
            values["root_token"] = keys.RootToken;
        }

        return new ModuleResult(changed) { Values = values };
    }
}
