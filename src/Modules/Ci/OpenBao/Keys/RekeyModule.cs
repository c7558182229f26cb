// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>
/// Makes other keys. They are on the disk before the old ones stop working: the server is given them back from there, and only then lets
/// the old ones go.
/// </summary>
internal sealed class RekeyModule : IModule
{
    /// <summary>Of a file with keys.</summary>
    internal const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly Argument<long> Shares = Argument.Number("secret_shares", otherwise: 5) with { Minimum = 1, Maximum = 255 };
    private static readonly Argument<long> Threshold =
        Argument.Number("secret_threshold", otherwise: 3) with { Minimum = 1, Maximum = 255 };
    private static readonly Argument<IReadOnlyList<string>?> PgpKeys = Argument.TextList("pgp_keys");
    private static readonly Argument<string?> File = Argument.Path("keys_file") with { Required = true };
    private static readonly Argument<IReadOnlyList<string>?> Keys = Argument.TextList("keys") with { Secrecy = Secrecy.Secret };
    private static readonly Argument<bool> Force = Argument.Flag("force", otherwise: false);

    public string Name => "openbao_rekey";

    public ArgumentSpec Arguments { get; } = new(
        [.. BaoConnection.WithToken, File, KeyArguments.VaultPassword, Keys, Shares, Threshold, PgpKeys, Force]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        var file = KeysFile.Of(run, File).Checked(run);
        var body = Body(run);
        using var bao = BaoConnection.Opened(run);
        var rotation = new Rotation(bao);
        var status = await bao.SealStatusAsync(ct);
        if (status.Sealed)
        {
            throw new ModuleException("Unseal OpenBao with openbao_unseal first: the keys of a sealed server cannot be changed.");
        }

        var isFinished = await new KilledRotation(rotation, file).FinishAsync(run, status.Shares, ct);
        if (isFinished || (!run.Get(Force) && status.Shares == run.Get(Shares) && status.Threshold == run.Get(Threshold)))
        {
            return Result(isFinished, file, isFinished ? await bao.SealStatusAsync(ct) : status);
        }

        var (old, keys) = Present(run, file, status.Shares);
        if (keys.Count < status.Threshold)
        {
            throw new ModuleException(
                $"Give {status.Threshold} keys: there are {keys.Count}, and so many agree to a change. Nothing was sent.");
        }

        if ((bool?)(await rotation.StatusAsync(ct))["started"] == true)
        {
            throw new ModuleException(
                "Let the other rotation end, or end it with 'bao operator rotate-keys -cancel': somebody has begun one, and a second would "
                    + "destroy what was given to it.");
        }

        if (!run.CheckMode)
        {
            await RotateAsync(run, rotation, file, old, keys, body, ct);
        }

        return Result(true, file, status with { Shares = (int)run.Get(Shares), Threshold = (int)run.Get(Threshold) });
    }

    private static async Task RotateAsync(
        Invocation run, Rotation rotation, KeysFile file, KeySet? old, IReadOnlyList<UnsealKey> keys, JsonObject body, CancellationToken ct)
    {
        var next = KilledRotation.NextTo(file).Path;
        var isProved = !body.ContainsKey("pgp_keys");
        using var reserved = ReservedFile.Create(next, OwnerOnly);
        var nonce = await rotation.BeginAsync(body, ct);
        JsonObject? told = null;
        try
        {
            told = await rotation.AgreeAsync(nonce, keys, ct);
        }
        catch (ModuleException) when (!isProved)
        {
            reserved.Leave(); // the server may have changed its keys, and kept them for whoever asks again
            throw;
        }
        finally
        {
            if (told is null)
            {
                _ = await rotation.EndAsync(CancellationToken.None);
            }
        }

        var made = KeySet.Of(told ?? throw new ModuleException(
            $"Check that the keys are this server's: it does not agree to a change with {string.Join(", ", keys.Select(key => key.Name))}. "
                + "The keys are as they were."));
        made.Hide(run);
        made.TakeOver(old);
        reserved.Finish(file.Content(made));
        if (isProved)
        {
            await rotation.ProveAsync((string?)told["verification_nonce"] ?? "", made, (int)run.Get(Shares), ct);
        }

        System.IO.File.Move(next, file.Path, overwrite: true);
        if (!isProved)
        {
            _ = await rotation.ForgetAsync(ct);
        }
    }

    private static (KeySet? File, IReadOnlyList<UnsealKey> Keys) Present(Invocation run, KeysFile file, int shares)
    {
        var kept = file.Exists ? file.Read() : null;
        kept?.Hide(run);
        return run.Get(Keys) is { Count: > 0 } given ? (kept, UnsealKey.All(given, Keys.Name, shares))
            : kept is not null ? (kept, UnsealKey.All(kept.Keys, $"'{file.Path}'", shares))
            : throw new ModuleException($"Give keys, or the file that has them in keys_file: '{file.Path}' cannot be read as one.");
    }

    private static JsonObject Body(Invocation run)
    {
        var body = KeyArguments.SharesOf(run, Shares, Threshold, PgpKeys);
        body[body.ContainsKey(PgpKeys.Name) ? "backup" : "require_verification"] = true;
        return body;
    }

    private static ModuleResult Result(bool changed, KeysFile file, SealStatus status) => new(changed)
    {
        Values = new JsonObject { ["keys_file"] = file.Path, ["n"] = status.Shares, ["t"] = status.Threshold },
    };
}
