using ModuleHost.Start;

namespace ModuleHost.Execution;

/// <summary>The rim towards Ansible: one call in, one JSON object out, whatever happens.</summary>
/// <param name="catalog">The modules there are.</param>
/// <param name="version">Of the collection.</param>
public sealed class Host(IReadOnlyList<IModule> catalog, string version)
{
    /// <summary>What Ansible puts before the name of a file it copies.</summary>
    internal const string Prefix = "AnsiballZ_";

    private const string Usage = """
        Ansible modules for Pulp. Ansible calls this program; by hand:
          kayobe-modules --list                 the modules
          kayobe-modules --version              the version
          kayobe-modules NAME ARGUMENTS.json    run a module; - reads the arguments from standard input
          kayobe-modules watch [FILE]           show the progress of a running list module
        """;

    /// <summary>Runs one call and prints its answer.</summary>
    /// <param name="executable">What the process was called as; Ansible puts the module's file name there.</param>
    /// <param name="commandLine">An arguments file; or a module's name and a file, or <c>-</c>; or an option.</param>
    /// <param name="input">Read only when the command line says <c>-</c>.</param>
    /// <param name="output">Where the answer goes.</param>
    /// <returns>The exit code: 0, or 1 when the answer is a failure.</returns>
    public async Task<int> RunAsync(string executable, IReadOnlyList<string> commandLine, TextReader input, TextWriter output)
    {
        using var interruption = new Interruption();
        return await RunAsync(executable, commandLine, input, output, interruption);
    }

    /// <param name="executable">What the process was called as.</param>
    /// <param name="commandLine">An arguments file; or a module's name and a file; or an option.</param>
    /// <param name="input">Read only when the command line says <c>-</c>.</param>
    /// <param name="output">Where the answer goes.</param>
    /// <param name="interruption">Listens to signals already.</param>
    internal async Task<int> RunAsync(
        string executable, IReadOnlyList<string> commandLine, TextReader input, TextWriter output, Interruption interruption)
    {
        var called = Path.GetFileName(executable);
        var (answer, failed) = Text(called, commandLine) is { } text
            ? (text, false)
            : await new ModuleRun(catalog, interruption).AnswerAsync(executable, ModuleName(called), commandLine, input);
        ProcessStart.Answers();
        await output.WriteLineAsync(answer);
        await output.FlushAsync();
        return failed ? 1 : 0;
    }

    /// <summary>What a person may ask; Ansible never gives an option, nor nothing.</summary>
    private string? Text(string called, IReadOnlyList<string> commandLine) => commandLine switch
    {
        ["--list"] => string.Join('\n', catalog.Select(module => module.Name).Order(StringComparer.Ordinal)),
        ["--version"] => version,
        ["--help"] or ["-h"] => Usage,
        [] when !called.StartsWith(Prefix, StringComparison.Ordinal) => Usage,
        _ => null,
    };

    private static string ModuleName(string called)
    {
        var name = Path.GetFileNameWithoutExtension(called);
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
    }
}
