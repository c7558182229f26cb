// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;
using ModuleHost;
using Modules.Waiting;

namespace Modules.Containers.Engine;

/// <summary>A command on its way through a container.</summary>
internal sealed class Execution(DockerClient engine, string container, ContainerCommand command)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The lines it said.</summary>
    /// <exception cref="ModuleException">It failed; the message has what it said.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        var wanted = new ContainerExecCreateParameters
        {
            AttachStdin = command.Input is not null,
            AttachStdout = true,
            AttachStderr = true,
            Cmd = [.. command.Words],
            User = command.User ?? "",
            Env = [.. command.Environment.Select(variable => $"{variable.Key}={variable.Value}")],
        };
        var id = (await engine.Exec.CreateContainerExecAsync(container, wanted, ct)).ID;
        IReadOnlyList<string> said;
        using (var connection = await engine.Exec.StartContainerExecAsync(id, new() { Detach = false, TTY = false }, ct))
        {
            await GiveAsync(connection, ct);
            said = await Spoken.LinesAsync(connection, ct);
        }

        var code = await CodeAsync(id, ct);
        return code == 0
            ? said
            : throw new ModuleException($"{command} failed in the container with code {code}: {string.Join('\n', said)}");
    }

    private async Task GiveAsync(MultiplexedStream connection, CancellationToken ct)
    {
        if (command.Input is not { } input)
        {
            return;
        }

        try
        {
            var bytes = Encoding.UTF8.GetBytes(input);
            await connection.WriteAsync(bytes, 0, bytes.Length, ct);
        }
        catch (IOException) when (!ct.IsCancellationRequested)
        {
            // It ended before it had read everything: how, is asked next.
        }
    }

    /// <summary>The output may end a moment before the engine knows how.</summary>
    private Task<long?> CodeAsync(string id, CancellationToken ct) =>
        new Polling(DateTimeOffset.MaxValue, Polling.Every(Pause), TimeProvider.System)
        .UntilAsync<long?>(
            async stop =>
            {
                var state = await engine.Exec.InspectContainerExecAsync(id, stop);
                return state.Running
                    ? new Look<long?>.NotYet(() => new ModuleException($"{command} does not end."))
                    : new Look<long?>.Found(state.ExitCode);
            },
            ct);
}
