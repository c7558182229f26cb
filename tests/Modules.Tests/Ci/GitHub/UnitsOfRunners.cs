// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Commands;

namespace Modules.Tests.Ci.GitHub;

/// <summary>The programs of a host whose systemd has the units that <see cref="RunnerArchive"/>'s programs leave.</summary>
/// <param name="folder">The folder of the runners' folders.</param>
internal sealed class UnitsOfRunners(string folder) : ICommands
{
    private readonly HostCommands _host = new();

    public string? Find(string program) => _host.Find(program);

    public Task<CommandAnswer> RunAsync(Command command, CancellationToken ct) =>
        command.Program == "systemctl" ? Task.FromResult(Answer(command.Arguments)) : _host.RunAsync(command, ct);

    private CommandAnswer Answer(IReadOnlyList<string> words)
    {
        var unit = Path.Combine(folder, "units", words[^1]);
        return words[0] switch
        {
            "is-active" when File.Exists(unit + ".runs") => new(0, "active\n", ""),
            "is-active" => new(3, "inactive\n", ""),
            "show" => new(0, File.Exists(unit) ? "loaded\n" : "not-found\n", ""),
            _ => new(1, "", "Unknown command verb."),
        };
    }
}
