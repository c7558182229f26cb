// SPDX-License-Identifier: GPL-3.0-or-later
using Docker.DotNet.Models;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Warp.CommandLines;

namespace Modules.Warp.Running;

/// <summary>The container that already has the name.</summary>
internal static class EarlierRun
{
    /// <summary>How a person comes to a container.</summary>
    public static string Attach(RunContainer run, bool hasTerminal) =>
        hasTerminal ? $"docker attach {run.Container.Name}" : $"docker logs -f {run.Container.Name}";

    public static string Stop(RunContainer run) => $"docker stop {run.Container.Name}";

    /// <summary>What is in the way; null for nothing, or for what ended and may go.</summary>
    /// <param name="run">The run that is asked for.</param>
    /// <param name="found">The container; null for none.</param>
    /// <param name="keep">Whether ended ones stay.</param>
    public static string? Refusal(RunContainer run, ContainerInspectResponse? found, bool keep)
    {
        var name = run.Container.Name;
        return found switch
        {
            null => null,
            _ when found.Config?.Labels?.ContainsKey(RunContainer.Label) != true =>
                $"Give another container_name: a container '{name}' is there that this module did not make.",
            { State.Running: true } =>
                $"Wait for the run that goes on, or stop it with '{Stop(run)}': container '{name}' runs, and two would write over each "
                    + $"other's state in {run.Settings.Folders.Workspace}. '{Attach(run, found.Config.Tty)}' shows it.",
            _ when keep =>
                $"Remove it with 'docker rm {name}', or leave keep out: container '{name}' has ended "
                    + $"({found.State?.Status}, exit code {found.State?.ExitCode}) and is kept.",
            _ => null,
        };
    }

    /// <exception cref="ModuleException">It is in the way.</exception>
    /// <returns>Whether there was one, which goes.</returns>
    public static async Task<bool> ClearAsync(DockerEngine engine, RunContainer run, bool keep, bool pretend, CancellationToken ct)
    {
        var found = await engine.FindContainerAsync(run.Container.Name, ct);
        if (Refusal(run, found, keep) is { } refusal)
        {
            throw new ModuleException(refusal);
        }

        if (found is not null && !pretend)
        {
            await engine.RemoveAsync(found.ID, volumes: true, ct);
        }

        return found is not null;
    }
}
