// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net.Sockets;
using ModuleHost;
using Modules.Checks;
using Modules.Containers.Engine;

namespace Modules.Builder.Preflight;

/// <summary>What an engine told.</summary>
/// <param name="Checks">Of it, its network and the registry.</param>
/// <param name="Folder">Where it keeps images on this host; null where it does not say.</param>
internal sealed record EngineFindings(IReadOnlyList<Check> Checks, string? Folder = null);

/// <summary>The engine, its network, and the registry that it will push to.</summary>
/// <param name="patience">How long an answer is waited for: an engine that hangs takes requests, and answers none.</param>
internal sealed class EngineChecks(Patience patience)
{
    private const string Network = "engine's network";
    private const string Registry = "registry";
    private const string Revive = "See what the engine logs, and start it again.";

    public async Task<EngineFindings> LookAsync(EngineAddress address, WantedRegistry? registry, CancellationToken ct)
    {
        DockerEngine? engine = null;
        var answer = await InTimeAsync(
            "engine",
            async limit => Check.Ok("engine", await ConnectAsync(limit)),
            Missing,
            Revive,
            ct);
        if (engine is null)
        {
            const string seen = "there is no engine that could be asked";
            return new(
            [
                answer,
                Check.Unknown(Network, seen, "See the check of the engine."),
                .. registry is null ? Array.Empty<Check>() : [Check.Unknown(Registry, seen, "See the check of the engine.")],
            ]);
        }

        using (engine)
        {
            var isHere = address.Socket is not null || address.Base.IsLoopback;
            var folder = isHere ? await FolderAsync(engine, ct) : null;
            return new(
                [
                    answer,
                    await BridgeAsync(engine, ct),
                    .. registry is null ? Array.Empty<Check>() : [await LoginAsync(engine, registry, ct)],
                ],
                folder);
        }

        async Task<string> ConnectAsync(CancellationToken limit)
        {
            engine = await DockerEngine.ConnectAsync(address, limit);
            return $"{engine.Version.Name} {engine.Version.Version} answers";
        }
    }

    /// <summary>What is asked, if it is answered in time.</summary>
    private async Task<Check> InTimeAsync(
        string what, Func<CancellationToken, Task<Check>> ask, Func<ModuleException, Check> refused, string cure, CancellationToken ct)
    {
        try
        {
            return await patience.WaitAsync("the engine", ask, ct);
        }
        catch (ModuleException failure)
        {
            return failure.Cause is Silence ? Check.Unknown(what, failure.Message.TrimEnd('.'), cure) : refused(failure);
        }
    }

    /// <summary>Engines are told other folders than the usual one.</summary>
    private async Task<string?> FolderAsync(DockerEngine engine, CancellationToken ct)
    {
        string? folder = null;
        _ = await InTimeAsync(
            "folder",
            async limit => Check.Ok("folder", folder = (await engine.InfoAsync(limit)).DockerRootDir ?? ""),
            failure => Check.Unknown("folder", failure.Message),
            "",
            ct);
        return Path.IsPathRooted(folder) ? folder : null;
    }

    /// <summary>An engine that does not answer; whether there is one cannot be told by a user who may not ask.</summary>
    internal static Check Missing(ModuleException failure)
    {
        if (failure.Cause is Silence)
        {
            return Check.Unknown("engine", failure.Message.TrimEnd('.'), Revive);
        }

        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException { SocketErrorCode: SocketError.AccessDenied })
            {
                const string asWhom = "Run the check as root, or as a member of the engine's group.";
                return Check.Unknown("engine", failure.Message.TrimEnd('.'), asWhom);
            }
        }

        var advice = "Let kayobe's host configure install an engine, or give docker_host.";
        return Check.NotOk("engine", failure.Message.TrimEnd('.'), advice) with { DoneByPlaybook = false };
    }

    /// <summary>Without it, builds run on the host's network: both are fine, and the proxy has to know.</summary>
    private Task<Check> BridgeAsync(DockerEngine engine, CancellationToken ct) => InTimeAsync(
        Network,
        async limit => Check.Ok(Network, (await engine.NetworksAsync(limit)).Any(network => network.Name == "bridge")
            ? "it has a bridge network"
            : "it has no bridge network, so builds use the host's"),
        failure => Check.Unknown(Network, failure.Message.TrimEnd('.'), "See what the engine logs."),
        "See what the engine logs.",
        ct);

    private Task<Check> LoginAsync(DockerEngine engine, WantedRegistry registry, CancellationToken ct)
    {
        if (registry is not { Username: { Length: > 0 } username, Password: { } password })
        {
            return Task.FromResult(Check.Unknown(
                Registry,
                $"without a login, whether {registry.Name} takes images is not known",
                "Give registry_username and registry_password."));
        }

        return InTimeAsync(
            Registry,
            async limit =>
            {
                await engine.LogInAsync(registry.Name, username, password, limit);
                return Check.Ok(Registry, $"{registry.Name} takes the login of '{username}'");
            },
            failure => Check.NotOk(
                Registry, failure.Message.TrimEnd('.'), "Check registry, registry_username and registry_password."),
            $"See whether this host reaches {registry.Name}.",
            ct);
    }
}
