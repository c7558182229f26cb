// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Commands;

namespace Modules.Builder.Preflight;

/// <summary>Programs of the host, of which one that it does not have, that cannot be started or that does not end answers as a shell
/// would: what it was to tell cannot be told, and all else can.</summary>
/// <param name="commands">Runs those that are there.</param>
/// <param name="patience">How long one may take.</param>
internal sealed class AnsweringCommands(ICommands commands, Patience patience) : ICommands
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

        try
        {
            return await patience.WaitAsync(command.Program, limit => commands.RunAsync(command, limit), ct);
        }
        catch (ModuleException failure)
        {
            return new CommandAnswer(failure.Cause is Silence ? NotInTime : NotStarted, "", failure.Message);
        }
    }
}
