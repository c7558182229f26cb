// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost.Start;

namespace ModuleHost.Execution;

/// <summary>The rim towards Ansible: one call in, one JSON object out, whatever happens.</summary>
/// <param name="catalog">The modules there are.</param>
/// <param name="constants">What messages of the modules are made of.</param>
public sealed class Host(IReadOnlyList<IModule> catalog, params IReadOnlyList<string> constants)
{
    /// <summary>What Ansible puts before the name of a file it copies.</summary>
    internal const string Prefix = "AnsiballZ_";

    /// <summary>
    /// How long a module that was asked to stop is waited for: shorter than the ten seconds after which the impolite kill usually comes.
    /// </summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether this is a call of a module, by Ansible or by hand; all else is for a person at a shell.</summary>
    /// <param name="executable">What the process was called as.</param>
    /// <param name="commandLine">What it was given.</param>
    public bool IsCalled(string executable, IReadOnlyList<string> commandLine)
    {
        var called = Path.GetFileName(executable);
        return called.StartsWith(Prefix, StringComparison.Ordinal) || commandLine switch
        {
            [_, "-"] => true,
            [var name, var file] => Has(name) && !file.StartsWith('-'),
            ["-"] => true,
            [var file] => !file.StartsWith('-') && (Has(ModuleName(called)) || File.Exists(file)), // the file can name the module
            _ => false,
        };
    }

    /// <summary>Runs one call and prints its answer.</summary>
    /// <param name="executable">What the process was called as; Ansible puts the module's file name there.</param>
    /// <param name="commandLine">An arguments file; or a module's name and a file, or <c>-</c>.</param>
    /// <param name="input">Read only when the command line says <c>-</c>.</param>
    /// <param name="output">Where the answer goes.</param>
    /// <returns>The exit code: 0, or 1 when the answer is a failure.</returns>
    public async Task<int> RunAsync(string executable, IReadOnlyList<string> commandLine, TextReader input, TextWriter output)
    {
        using var interruption = new Interruption(Patience);
        return await RunAsync(executable, commandLine, input, output, interruption);
    }

    /// <param name="executable">What the process was called as.</param>
    /// <param name="commandLine">An arguments file; or a module's name and a file.</param>
    /// <param name="input">Read only when the command line says <c>-</c>.</param>
    /// <param name="output">Where the answer goes.</param>
    /// <param name="interruption">Listens to signals already.</param>
    internal async Task<int> RunAsync(
        string executable, IReadOnlyList<string> commandLine, TextReader input, TextWriter output, Interruption interruption)
    {
        var called = Path.GetFileName(executable);
        var (answer, failed) =
            await new ModuleRun(catalog, constants, interruption).AnswerAsync(executable, ModuleName(called), commandLine, input);
        ProcessStart.Answers();
        await output.WriteLineAsync(answer);
        await output.FlushAsync();
        return failed ? 1 : 0;
    }

    private bool Has(string name) => catalog.Any(module => module.Name == name);

    private static string ModuleName(string called)
    {
        var name = Path.GetFileNameWithoutExtension(called);
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
    }
}
