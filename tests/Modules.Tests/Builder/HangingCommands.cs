// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Commands;

namespace Modules.Tests.Builder;

/// <summary>Programs of which one does not end, or fails to start.</summary>
internal sealed class HangingCommands(string program, ICommands others) : ICommands
{
    /// <summary>Why it cannot be started; null where it is, and does not end.</summary>
    public Exception? Failure { get; init; }

    public string? Find(string name) => others.Find(name);

    public Task<CommandAnswer> RunAsync(Command command, CancellationToken ct) =>
        command.Program != program ? others.RunAsync(command, ct)
        : Failure is null ? new TaskCompletionSource<CommandAnswer>().Task
        : Task.FromException<CommandAnswer>(Failure);
}
