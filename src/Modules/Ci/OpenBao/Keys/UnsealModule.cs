// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Files;

namespace Modules.Ci.OpenBao.Keys;

/// <summary>Opens a sealed server with keys that were given or kept.</summary>
internal sealed class UnsealModule : IModule
{
    private static readonly Argument<IReadOnlyList<string>?> Keys = Argument.TextList("keys") with { Secrecy = Secrecy.Secret };
    private static readonly Argument<string?> File = Argument.Path("keys_file");
    private static readonly Argument<bool> Partial = Argument.Flag("partial", otherwise: false);
    private static readonly Argument<long> WaitTimeout = Argument.Seconds("wait_timeout", otherwise: 60);

    public string Name => "openbao_unseal";

    public ArgumentSpec Arguments { get; } = new(
        [.. BaoConnection.Open, Keys, File, KeyArguments.VaultPassword, Partial, WaitTimeout],
        new RequiredOneOf(Keys, File),
        new MutuallyExclusive(Keys, File));

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var bao = BaoConnection.Plain(run);
        var status = await bao.SealStatusAsync(ct);
        if (!status.Initialized)
        {
            throw new ModuleException("Initialise it with openbao_init, or let it join its cluster: this OpenBao has no keys yet.");
        }

        if (!status.Sealed)
        {
            return Result(false, status);
        }

        var (keys, file) = Given(run, status.Shares);
        if (keys.Count == 0)
        {
            throw new ModuleException($"Give at least one key in {Keys.Name}: the list is empty.");
        }

        var needed = status.Threshold - status.Progress;
        if (keys.Count < needed && !run.Get(Partial))
        {
            throw new ModuleException(
                $"Give {needed} keys, or say partial: true where others give theirs: there are {keys.Count}, and {status.Threshold} of "
                    + $"{status.Shares} open this server. Nothing was sent.");
        }

        if (run.CheckMode)
        {
            return Result(true, keys.Count >= needed ? status with { Sealed = false, Progress = 0 } : status);
        }

        var opened = await new Unsealing(bao, run, keys).OpenAsync(status, TimeSpan.FromSeconds(run.Get(WaitTimeout)), ct);
        Remember(run, file, opened);
        return Result(true, opened);
    }

    private static (IReadOnlyList<UnsealKey> Keys, KeysFile? File) Given(Invocation run, int shares)
    {
        if (run.Get(Keys) is { } given)
        {
            return (UnsealKey.All(given, Keys.Name, shares), null);
        }

        var file = KeysFile.Of(run, File);
        var kept = file.Read() ?? throw new ModuleException($"Give vault_password: '{file.Path}' is encrypted with Ansible Vault.");
        kept.Hide(run);
        return (UnsealKey.All(kept.Keys, $"'{file.Path}'", shares), file);
    }

    /// <summary>Writes down which cluster the keys opened: the file is kept under that name should its data be lost.</summary>
    private static void Remember(Invocation run, KeysFile? file, SealStatus opened)
    {
        if (file?.Read() is not { ClusterId: null } kept || opened.ClusterId is not { } id)
        {
            return;
        }

        try
        {
            kept.Fields["cluster_id"] = id;
            WholeFile.Write(file.Path, file.Content(kept));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _ = run.Warnings.Add($"The cluster's id could not be written into '{file.Path}': {failure.Message}");
        }
    }

    private static ModuleResult Result(bool changed, SealStatus status) => new(changed)
    {
        Values = new JsonObject
        {
            ["sealed"] = status.Sealed,
            ["progress"] = status.Progress,
            ["t"] = status.Threshold,
            ["n"] = status.Shares,
            ["cluster_name"] = status.ClusterName,
            ["cluster_id"] = status.ClusterId,
        },
    };
}
