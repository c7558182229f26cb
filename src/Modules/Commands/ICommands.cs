// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Commands;

/// <summary>Running programs of the host.</summary>
internal interface ICommands
{
    /// <summary>Where a program is; null where the host does not have it.</summary>
    string? Find(string program);

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="ModuleHost.ModuleException">The host does not have it, or it cannot be started.</exception>
    Task<CommandAnswer> RunAsync(Command command, CancellationToken ct);
}
