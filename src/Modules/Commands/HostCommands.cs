// SPDX-License-Identifier: GPL-3.0-or-later
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using ModuleHost;

namespace Modules.Commands;

/// <summary>
/// The programs of this host. A name is looked for in the absolute folders of <c>PATH</c> and in those of the system, never in the current
/// folder, which may be anybody's. The language is C's, because what programs say is read.
/// </summary>
internal sealed class HostCommands : ICommands
{
    /// <summary>Enough of any answer that is read, and a bound for a program that talks for ever: characters of each stream.</summary>
    private const int Longest = 16 << 20;

    /// <summary>What the path of a login without administration lacks.</summary>
    private static readonly string[] Folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    public string? Find(string program)
    {
        if (Path.IsPathRooted(program))
        {
            return IsProgram(program) ? program : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(Path.IsPathRooted).Concat(Folders);
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(IsProgram);
    }

    public async Task<CommandAnswer> RunAsync(Command command, CancellationToken ct)
    {
        var path = Find(command.Program)
            ?? throw new ModuleException($"Install '{command.Program}': this host does not have it, or it may not be run.");
        using var process = Started(command, path);
        var reading = Task.WhenAll(ReadAsync(process.StandardOutput, ct), ReadAsync(process.StandardError, ct));
        try
        {
            await WriteAsync(process, command.Input, ct);
            var read = await reading;
            await process.WaitForExitAsync(ct);
            return new CommandAnswer(process.ExitCode, read[0], read[1]);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Started(Command command, string path)
    {
        var start = new ProcessStartInfo(path, command.Arguments)
        {
            WorkingDirectory = command.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new ModuleException($"Let '{path}' be started: {failure.Message}", failure);
        }
    }

    /// <summary>A program need not read what it is given.</summary>
    private static async Task WriteAsync(Process process, string input, CancellationToken ct)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), ct);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended, or closed its input. Its exit code tells.
        }
    }

    private static async Task<string> ReadAsync(StreamReader stream, CancellationToken ct)
    {
        var text = new StringBuilder();
        var piece = new char[4096];
        while (await stream.ReadAsync(piece, ct) is > 0 and var read)
        {
            text.Append(piece, 0, Math.Min(read, Longest - text.Length));
        }

        return text.ToString();
    }

    private static bool IsProgram(string path)
    {
        try
        {
            const UnixFileMode executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            return File.Exists(path) && (File.GetUnixFileMode(path) & executable) != 0;
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
