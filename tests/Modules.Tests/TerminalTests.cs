// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Modules.Tests.Infra;

namespace Modules.Tests;

/// <summary>At a terminal nothing but the answer is written. Ansible's ssh asks for one, and takes
/// what stands before the answer for a failure.</summary>
public sealed class TerminalTests : IDisposable
{
    private static readonly string[] Terminals = ["xterm", "xterm-256color", "screen", "tmux-256color", "vt100", "linux", "dumb"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("terminal-");

    public TerminalTests() =>
        File.WriteAllText(Path.Combine(_folder.FullName, "arguments"), """{"pulp_url": "http://127.0.0.1:1"}""");

    /// <summary>Each way to call the program but <c>watch</c> on a terminal, which draws.</summary>
    private static readonly string[][] Calls =
    [
        [], ["--help"], ["-h"], ["--list"], ["--version"], ["status", "ARGUMENTS"], ["no_such_module", "ARGUMENTS"],
        ["status", "no such file"], ["watch", "no such file"], ["one", "two", "three"],
        ["help"], ["help", "rpm_remote"], ["help", "rpm_remot"], ["list"], ["list", "rpm"], ["rpm_remote", "--help"], ["rpm_remote"],
        ["wacth"], ["--hlep"], ["watch", "--help"], ["completion", "bash"], ["completion", "zsh"], ["completion", "fish"],
        ["[suggest:22]", "kayobe-modules rpm_rem"],
    ];

    [Fact]
    public async Task Only_the_answer_is_written()
    {
        // All in one go: a terminal of its own for each call would be two hundred.
        var calls = string.Join("; ", Calls.Select(Words));

        // What it says elsewhere is the same for every terminal.
        var elsewhere = await ShellAsync($"({calls}) 2>&1");
        var written = await Task.WhenAll(Terminals.Select(terminal => ShellAsync(
            $"TERM={terminal} script --quiet --command \"{calls.Replace("\"", "\\\"", StringComparison.Ordinal)}\" /dev/null")));
        Assert.All(written, each =>
        {
            Assert.DoesNotContain('\u001b', each);
            Assert.Equal(elsewhere, each.ReplaceLineEndings("\n"));
        });
    }

    [Fact]
    public async Task A_module_answers_with_one_JSON_object()
    {
        var answer = JsonNode.Parse(await AtTerminalAsync("xterm", ["status", "ARGUMENTS"]))!;
        Assert.True(answer["failed"]!.GetValue<bool>());
        Assert.Contains("the connection was refused", answer["msg"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_write_to_the_same_file_stays()
    {
        var file = Path.Combine(_folder.FullName, "both");
        await ShellAsync($"({Binary.CommandLine} --version; {Binary.CommandLine} --version) > '{file}'");
        Assert.Equal(2, (await File.ReadAllLinesAsync(file)).Length);
    }

    [Fact]
    public void Only_the_watcher_uses_the_console()
    {
        var sources = new[] { "CommandLine", "ModuleHost", "Modules" }
            .SelectMany(
                name => Directory.EnumerateFiles(Path.Combine(Binary.RepositoryRoot, "src", name), "*.cs", SearchOption.AllDirectories))
            .Where(file => Regex.IsMatch(Regex.Replace(File.ReadAllText(file), "//.*", ""), @"\b(Ansi)?Console\."))
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)));
        Assert.Equal(["Watch"], sources.Distinct());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Words(IEnumerable<string> call)
    {
        var arguments = Path.Combine(_folder.FullName, "arguments");
        return string.Join(' ', call.Select(word => $"'{(word == "ARGUMENTS" ? arguments : word)}'").Prepend(Binary.CommandLine));
    }

    private Task<string> AtTerminalAsync(string terminal, string[] call) =>
        ShellAsync($"TERM={terminal} script --quiet --command \"{Words(call)}\" /dev/null");

    private static async Task<string> ShellAsync(string command)
    {
        using var shell =
            Process.Start(new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        shell.StandardInput.Close();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return output;
    }
}
