// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using Tests.Infra;

namespace Modules.Tests.Infra;

/// <summary>The program under test, run as a process of its own: the published binary, else the one just built.</summary>
internal static class Binary
{
    public static string RepositoryRoot => SourceTree.Root;

    /// <summary>It, for a shell.</summary>
    public static string CommandLine => string.Join(' ', Program([]).ArgumentList.Prepend(Program([]).FileName));

    /// <summary>Starts it; whoever asks looks after it.</summary>
    /// <param name="arguments">The command line.</param>
    public static Process Start(params IReadOnlyList<string> arguments)
    {
        var start = Program(arguments);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        return Process.Start(start)!;
    }

    /// <param name="arguments">The command line.</param>
    /// <param name="workingDirectory">Where relative paths begin.</param>
    /// <param name="environment">Beside an otherwise empty environment.</param>
    /// <param name="input">Standard input.</param>
    public static (int ExitCode, string Output, string Error) Run(
        IReadOnlyList<string> arguments,
        string workingDirectory,
        IReadOnlyDictionary<string,
        string>? environment = null,
        string input = "")
    {
        var start = Program(arguments);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.WorkingDirectory = workingDirectory;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    /// <summary>How one of our programs is started: the published one, which starts ten times as fast, else the one just built.</summary>
    /// <param name="name">kayobe-modules or pulp-sandbox.</param>
    /// <param name="arguments">The command line.</param>
    public static ProcessStartInfo Program(string name, IReadOnlyList<string> arguments)
    {
        var published = Path.Combine(RepositoryRoot, "artifacts/bin", name);
        var built = Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
        var start = File.Exists(published)
            ? new ProcessStartInfo(published, arguments)
            : new ProcessStartInfo("dotnet", [built, .. arguments]);
        foreach (var variable in start.Environment.Keys.Where(each => each.StartsWith("SQUEEZER_", StringComparison.Ordinal)).ToList())
        {
            _ = start.Environment.Remove(variable);
        }

        return start;
    }

    private static ProcessStartInfo Program(IReadOnlyList<string> arguments) => Program("kayobe-modules", arguments);
}
