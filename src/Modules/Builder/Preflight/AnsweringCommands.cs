// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Commands;

namespace Modules.Builder.Preflight;

/// <summary>Programs of the host, of which one that it does not have answers as a shell would: what it was to tell cannot be told, and all
/// else can.</summary>
/// <param name="commands">Runs those that are there.</param>
internal sealed class AnsweringCommands(ICommands commands) : ICommands
{
    private const int NotFound = 127;

    public string? Find(string program) => commands.Find(program);

    public Task<CommandAnswer> RunAsync(Command command, CancellationToken ct) => Find(command.Program) is null
        ? Task.FromResult(new CommandAnswer(NotFound, "", $"{command.Program} is not installed"))
        : commands.RunAsync(command, ct);
}
