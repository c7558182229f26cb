// SPDX-License-Identifier: GPL-3.0-or-later
using Docker.DotNet.Models;
using ModuleHost;
using Modules.Containers.Engine;
using Modules.Warp.CommandLines;

namespace Modules.Warp.Running;

/// <summary>What is in a run's way.</summary>
/// <param name="Advice">What to do, as a sentence without its end.</param>
/// <param name="Seen">What was seen, the same.</param>
internal sealed record Obstacle(string Advice, string Seen);

/// <summary>The container that already has the name.</summary>
internal static class EarlierRun
{
    /// <summary>How a person comes to a container.</summary>
    public static string Attach(string name, bool hasTerminal) => hasTerminal ? $"docker attach {name}" : $"docker logs -f {name}";

    public static string Stop(string name) => $"docker stop {name}";

    /// <summary>What is in the way; null for nothing, or for what ended and may go.</summary>
    /// <param name="name">The name that the run would have.</param>
    /// <param name="workspace">What it would write to.</param>
    /// <param name="found">The container; null for none.</param>
    /// <param name="keep">Whether ended ones stay.</param>
    public static Obstacle? InTheWay(string name, string workspace, ContainerInspectResponse? found, bool keep) => found switch
    {
        null => null,
        _ when found.Config?.Labels?.ContainsKey(RunContainer.Label) != true =>
            new("Give another container_name", $"a container '{name}' is there that this module did not make"),
        { State.Running: true } => new(
            $"Wait for the run that goes on, or stop it with '{Stop(name)}'",
            $"container '{name}' runs, and two would write over each other's state in {workspace}. "
                + $"'{Attach(name, found.Config.Tty)}' shows it"),
        _ when keep => new(
            $"Remove it with 'docker rm {name}', or leave keep out",
            $"container '{name}' has ended ({found.State?.Status}, exit code {found.State?.ExitCode}) and is kept"),
        _ => null,
    };

    /// <exception cref="ModuleException">It is in the way.</exception>
    /// <returns>Whether there was one, which goes.</returns>
    public static async Task<bool> ClearAsync(DockerEngine engine, RunContainer run, bool keep, bool pretend, CancellationToken ct)
    {
        var found = await engine.FindContainerAsync(run.Container.Name, ct);
        if (InTheWay(run.Container.Name, run.Settings.Folders.Workspace, found, keep) is { } obstacle)
        {
            throw new ModuleException($"{obstacle.Advice}: {obstacle.Seen}.");
        }

        if (found is not null && !pretend)
        {
            await engine.RemoveAsync(found.ID, volumes: true, ct);
        }

        return found is not null;
    }
}
