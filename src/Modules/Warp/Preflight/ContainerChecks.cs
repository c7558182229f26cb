// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Builder.Preflight;
using Modules.Checks;
using Modules.Warp.Running;
using Modules.Warp.Settings;

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
            var engine = await host.Engine.ConnectAsync(ct);
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

    /// <summary>As a run looks at it: what is somebody else's, or runs, is in the way; what a run has left goes.</summary>
    public static async Task<IReadOnlyList<Finding>> ContainerNameAsync(HostState host, CancellationToken ct)
    {
        var name = ContainerSettings.NameOf(host.Run, host.Workspace);
        var what = $"container {name}";
        try
        {
            var found = await host.Engine.AskAsync((engine, limit) => engine.FindContainerAsync(name, limit), ct);
            return
            [
                EarlierRun.InTheWay(name, host.Workspace, found, keep: false) is { } obstacle
                    ? Check.NotOk(what, obstacle.Seen, obstacle.Advice + ".")
                    : Check.Ok(what, found is null ? "the name is free" : "an earlier run has left it, and the next removes it"),
            ];
        }
        catch (ModuleException)
        {
            return [Check.Unknown(what, "there is no engine that could be asked", "See the check of the engine.")];
        }
    }
}
