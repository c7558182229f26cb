// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Builder.Preflight;
using Modules.Checks;
using Modules.Containers.Engine;

namespace Modules.Warp.Preflight;

/// <summary>The container engine, and the name the container will have.</summary>
internal static class ContainerChecks
{
    private static readonly Version Oldest = new(1, 13);

    public static async Task<IReadOnlyList<Finding>> EngineAsync(HostState host, CancellationToken ct)
    {
        const string what = "engine";
        try
        {
            using var engine = await DockerEngine.ConnectAsync(host.Engine, ct);
            var (name, told) = (engine.Version.Name, engine.Version.Version);
            var seen = $"{name} {told} answers at {host.Engine.Written}";
            return
            [
                !Version.TryParse(told.Split('-', '+')[0], out var version)
                    ? Check.Unknown(what, $"{seen}, and its version is no number", $"See by hand that it is {Oldest} or newer.")
                    : version < Oldest && !engine.Version.IsPodman
                    ? Check.NotOk(what, seen, $"Take Docker {Oldest} or newer.")
                    : Check.Ok(what, seen),
            ];
        }
        catch (ModuleException failure)
        {
            var missing = EngineChecks.Missing(failure) with { DoneByPlaybook = null };
            return
            [
                missing.State == CheckState.NotOk
                    ? missing with { Advice = $"Start Docker, or give docker_host (DOCKER_HOST): it is {host.Engine.Written}." }
                    : missing,
            ];
        }
    }

    /// <summary>A container that a run has left would be in the next one's way.</summary>
    public static async Task<IReadOnlyList<Finding>> ContainerNameAsync(HostState host, CancellationToken ct)
    {
        var name = host.Run.Get(PreflightArguments.Container)!;
        var what = $"container {name}";
        try
        {
            using var engine = await DockerEngine.ConnectAsync(host.Engine, ct);
            return
            [
                await engine.FindContainerAsync(name, ct) is { } found
                    ? Check.NotOk(
                        what,
                        $"there is one, and it is {found.State?.Status ?? "there"}",
                        $"Run docker rm -f {name}, or give container another name.")
                    : Check.Ok(what, "the name is free"),
            ];
        }
        catch (ModuleException)
        {
            return [Check.Unknown(what, "there is no engine that could be asked", "See the check of the engine.")];
        }
    }
}
