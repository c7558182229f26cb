// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Http;
using Modules.Waiting;

namespace Modules.Ci.OpenBao;

/// <summary>Tells in which state a server is; waits for one, if asked.</summary>
internal sealed class BaoInfoModule : IModule
{
    private const string Reachable = "reachable";
    private const string Initialized = "initialized";
    private const string Unsealed = "unsealed";
    private const string Active = "active";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly Argument<string?> WaitFor = Argument.Choice("wait_for", Reachable, Initialized, Unsealed, Active);
    private static readonly Argument<string?> ContainerName = Argument.Text("container_name");
    private static readonly Argument<long> WaitTimeout = Argument.Seconds("wait_timeout", otherwise: 60);

    public string Name => "openbao_info";

    public ArgumentSpec Arguments { get; } = new([.. BaoConnection.Open, WaitFor, WaitTimeout, ContainerName, .. EngineArguments.All]);

    public async Task<ModuleResult> RunAsync(Invocation run, CancellationToken ct)
    {
        using var bao = BaoConnection.Plain(run);
        if (run.Get(WaitFor) is not { } wanted)
        {
            var found = await LookAsync(bao, ct);
            return await ResultAsync(run, found, ct);
        }

        var polling = Polling.For(TimeSpan.FromSeconds(run.Get(WaitTimeout)), Polling.Every(Pause));
        var reached = await polling.UntilAsync<Found>(
            async stop =>
            {
                try
                {
                    var found = await LookAsync(bao, stop);
                    return Missing(wanted, found) is { } missing
                        ? new Look<Found>.NotYet(() => new ModuleException(
                            $"{missing} OpenBao is not {wanted} after {run.Get(WaitTimeout)} s.") { Details = Shown(found) })
                        : new Look<Found>.Found(found);
                }
                catch (ModuleException failure) when (failure is { Transient: true } && !Untrusted.Is(failure))
                {
                    return new Look<Found>.NotYet(() => new ModuleException(
                        $"OpenBao is not {wanted} after {run.Get(WaitTimeout)} s. {failure.Message}", failure));
                }
            },
            ct);
        return await ResultAsync(run, reached, ct);
    }

    /// <summary>What to do about a state that is not the wanted one; null where it is.</summary>
    private static string? Missing(string wanted, Found found) => wanted switch
    {
        Reachable => null,
        _ when !found.Status.Initialized => "Initialise it with openbao_init: it has no keys yet.",
        Initialized => null,
        _ when found.Status.Sealed =>
            $"Unseal it with openbao_unseal: it is sealed, {found.Status.Progress} of {found.Status.Threshold} keys were given.",
        Unsealed => null,
        _ when found.Standby => "Ask the active node, or wait for an election: this one is a standby.",
        _ => null,
    };

    private static async Task<Found> LookAsync(OpenBaoApi bao, CancellationToken ct)
    {
        var status = await bao.SealStatusAsync(ct);
        return new(status, (bool?)(await bao.HealthAsync(ct))["standby"] == true);
    }

    /// <summary>OpenBao does not say since when it is sealed. A start seals it, so its container's start does.</summary>
    private static async Task<ModuleResult> ResultAsync(Invocation run, Found found, CancellationToken ct)
    {
        var shown = Shown(found);
        if (run.Get(ContainerName) is { Length: > 0 } name)
        {
            using var engine = await DockerEngine.ConnectAsync(EngineArguments.Address(run), ct);
            var container = await engine.FindContainerAsync(name, ct)
                ?? throw new ModuleException($"Check container_name: the engine has no container '{name}'.");
            shown["started"] = container.State?.StartedAt;
            shown["sealed_since"] = found.Status is { Initialized: true, Sealed: true } ? container.State?.StartedAt : null;
            shown["health"] = container.State?.Health?.Log?.LastOrDefault()?.Output?.Trim();
        }

        return new(false) { Values = shown };
    }

    private static JsonObject Shown(Found found) => new()
    {
        ["initialized"] = found.Status.Initialized,
        ["sealed"] = found.Status.Sealed,
        ["standby"] = found.Standby,
        ["version"] = found.Status.Version,
        ["t"] = found.Status.Threshold,
        ["n"] = found.Status.Shares,
        ["progress"] = found.Status.Progress,
        ["seal_type"] = found.Status.Type,
        ["cluster_name"] = found.Status.ClusterName,
        ["cluster_id"] = found.Status.ClusterId,
    };

    /// <summary>A state, as two questions tell it.</summary>
    private sealed record Found(SealStatus Status, bool Standby);
}
