// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Commands;

namespace Modules.Builder.Preflight;

/// <summary>Programs of the host, of which one that it does not have, that cannot be started or that does not end answers as a shell would: what
/// it was to tell cannot be told, and all else can.</summary>
/// <param name="commands">Runs those that are there.</param>
/// <param name="patience">How long one may take.</param>
internal sealed class AnsweringCommands(ICommands commands, TimeSpan patience) : ICommands
{
    /// <summary>The exit code of one that did not end in time, as timeout(1) has it.</summary>
    public const int NotInTime = 124;

    private const int NotStarted = 126;
    private const int NotFound = 127;

    public string? Find(string program) => commands.Find(program);

    public async Task<CommandAnswer> RunAsync(Command command, CancellationToken ct)
    {
        if (Find(command.Program) is null)
        {
            return new CommandAnswer(NotFound, "", $"{command.Program} is not installed");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        try
        {
            // One that the kernel does not let go, as df on a server that went away, is not waited for.
            return await commands.RunAsync(command, limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new CommandAnswer(NotInTime, "", $"{command.Program} does not end within {patience.TotalSeconds:0} s");
        }
        catch (ModuleException failure)
        {
            return new CommandAnswer(NotStarted, "", failure.Message);
        }
    }
}
