// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Commands;

namespace Modules.Tests.Builder;

/// <summary>Programs that answer as they were recorded: the first answer whose beginning fits the command line.</summary>
internal sealed class RecordedCommands(params (string Line, string Output)[] answers) : ICommands
{
    /// <summary>What was run, in order.</summary>
    public List<string> Run { get; } = [];

    /// <summary>Lines that end with an exit code of 1.</summary>
    public HashSet<string> Failing { get; } = [];

    /// <summary>Programs that the host does not have.</summary>
    public HashSet<string> Missing { get; } = [];

    public string? Find(string program) => Missing.Contains(program) ? null : $"/usr/bin/{program}";

    public Task<CommandAnswer> RunAsync(Command command, CancellationToken ct)
    {
        var line = command.ToString();
        Run.Add(line);
        var output = answers.FirstOrDefault(answer => line.StartsWith(answer.Line, StringComparison.Ordinal)).Output ?? "";
        var code = Failing.Contains(line) || output.StartsWith("NOCHANGE", StringComparison.Ordinal) ? 1
            : output.StartsWith("BROKEN", StringComparison.Ordinal) ? 2
            : 0;
        return Task.FromResult(new CommandAnswer(code, output, code > 0 ? $"{command.Program}: it failed" : ""));
    }
}
