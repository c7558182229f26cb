// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net.Sockets;
using ModuleHost;
using Modules.Checks;
using Modules.Containers.Engine;

namespace Modules.Builder.Preflight;

/// <summary>The engine, its network, and the registry that it will push to.</summary>
internal static class EngineChecks
{
    private const string Network = "engine's network";
    private const string Registry = "registry";

    public static async Task<IReadOnlyList<Check>> LookAsync(EngineAddress address, WantedRegistry? registry, CancellationToken ct)
    {
        DockerEngine engine;
        try
        {
            engine = await DockerEngine.ConnectAsync(address, ct);
        }
        catch (ModuleException failure)
        {
            const string seen = "there is no engine that could be asked";
            return
            [
                Missing(failure),
                Check.Unknown(Network, seen),
                .. registry is null ? Array.Empty<Check>() : [Check.Unknown(Registry, seen)],
            ];
        }

        using (engine)
        {
            return
            [
                Check.Ok("engine", $"{engine.Version.Name} {engine.Version.Version} answers"),
                await BridgeAsync(engine, ct),
                .. registry is null ? Array.Empty<Check>() : [await LoginAsync(engine, registry, ct)],
            ];
        }
    }

    /// <summary>An engine that does not answer; whether there is one cannot be told by a user who may not ask.</summary>
    internal static Check Missing(ModuleException failure)
    {
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
    private static async Task<Check> BridgeAsync(DockerEngine engine, CancellationToken ct)
    {
        try
        {
            var networks = await engine.NetworksAsync(ct);
            return Check.Ok(Network, networks.Any(network => network.Name == "bridge")
                ? "it has a bridge network"
                : "it has no bridge network, so builds use the host's");
        }
        catch (ModuleException failure)
        {
            return Check.Unknown(Network, failure.Message.TrimEnd('.'), "See what the engine logs.");
        }
    }

    private static async Task<Check> LoginAsync(DockerEngine engine, WantedRegistry registry, CancellationToken ct)
    {
        if (registry is not { Username: { } username, Password: { } password })
        {
            return Check.Unknown(
                Registry,
                $"without a login, whether {registry.Name} takes images is not known",
                "Give registry_username and registry_password.");
        }

        try
        {
            await engine.LogInAsync(registry.Name, username, password, ct);
            return Check.Ok(Registry, $"{registry.Name} takes the login of '{username}'");
        }
        catch (ModuleException failure)
        {
            return Check.NotOk(Registry, failure.Message.TrimEnd('.'), "Check registry, registry_username and registry_password.");
        }
    }
}
