// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Files;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>
/// What a run that was killed has left of a rotation: keys that are proved now, keys under PGP keys, which the server keeps until they have
/// arrived, or keys that it never took.
/// </summary>
/// <param name="rotation">The server's side.</param>
/// <param name="file">Where its keys shall be.</param>
internal sealed class KilledRotation(Rotation rotation, KeysFile file)
{
    private KeysFile Next => NextTo(file);

    /// <summary>Where the new keys are until the old ones are of no more use.</summary>
    public static KeysFile NextTo(KeysFile file) => file with { Path = file.Path + ".next" };

    /// <summary>Finishes it; whether there was one to finish.</summary>
    public async Task<bool> FinishAsync(Invocation run, int shares, CancellationToken ct)
    {
        var reserved = ReservedFile.Unfinished(Next.Path);
        if (run.CheckMode || !(Next.Exists || File.Exists(reserved)))
        {
            return false;
        }

        if (await rotation.BackupAsync(ct) is { } backup)
        {
            KeepBackup(run, backup);
            File.Delete(Next.Path);
            File.Delete(reserved);
            _ = await rotation.ForgetAsync(ct);
            return true;
        }

        if (!Next.Exists)
        {
            return false;
        }

        var left = Next.Read() ?? throw new ModuleException($"Give vault_password: '{Next.Path}' is encrypted with Ansible Vault.");
        left.Hide(run);
        if (await rotation.ProofAsync(ct) is { } nonce)
        {
            await rotation.ProveAsync(nonce, left, left.Keys.Count, ct);
        }
        else if (left.Keys.Count != shares || !await AreValidAsync(left, ct))
        {
            File.Delete(Next.Path); // the server was never given them: those in the file are good
            return false;
        }

        Take(run);
        return true;
    }

    /// <summary>What the server kept, in the place of the old ones.</summary>
    private void KeepBackup(Invocation run, KeySet backup)
    {
        var old = file.Exists ? file.Read() : null;
        backup.Hide(run);
        backup.TakeOver(old);
        WholeFile.Write(file.Path, file.Content(backup), RekeyModule.OwnerOnly);
        Tell(run);
    }

    /// <summary>The new keys in the place of the old ones.</summary>
    private void Take(Invocation run)
    {
        File.Move(Next.Path, file.Path, overwrite: true);
        Tell(run);
    }

    private void Tell(Invocation run) =>
        _ = run.Warnings.Add($"The rotation that an earlier run began is finished: '{file.Path}' holds its keys.");

    /// <summary>Whether the server takes keys for its own: it is asked to agree to a change that is ended at once.</summary>
    private async Task<bool> AreValidAsync(KeySet keys, CancellationToken ct)
    {
        var body = new JsonObject { ["secret_shares"] = 1, ["secret_threshold"] = 1, ["require_verification"] = true };
        var nonce = await rotation.BeginAsync(body, ct);
        try
        {
            return await rotation.AgreeAsync(nonce, UnsealKey.All(keys.Keys, "the file", keys.Keys.Count), ct) is not null;
        }
        finally
        {
            _ = await rotation.EndAsync(CancellationToken.None);
        }
    }
}
