// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;

namespace CommandLine.Tests;

/// <summary>The scripts as the shells read them, with a program that answers as ours do.</summary>
public sealed class CompletionScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("completion-").FullName;

    public CompletionScriptTests()
    {
        File.WriteAllText(Program, "#!/bin/sh\necho \"$@\" > \"$0.asked\"\n[ \"$2\" = 'my-lamp sh' ] && echo shine && echo shut\ntrue\n");
        File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string Program => Path.Combine(_folder, "my-lamp");

    [Fact]
    public async Task Bash_completes_the_word_before_the_cursor() => Assert.Equal("shine shut\n", await ShellAsync("bash", Bash("sh")));

    [Fact]
    public async Task Bash_asks_by_the_programs_own_name_wherever_it_lies()
    {
        _ = await ShellAsync("bash", Bash("sh"));
        Assert.Equal("[suggest:10] my-lamp sh\n", await File.ReadAllTextAsync(Program + ".asked"));
    }

    [Fact]
    public async Task Zsh_adds_what_the_program_answers() => Assert.Equal("shine shut\n", await ShellAsync("zsh", Zsh("sh")));

    [Fact]
    public async Task Zsh_takes_files_where_the_program_knows_none() => Assert.Equal("files\n", await ShellAsync("zsh", Zsh("x")));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Bash(string word) => CompletionScript.Of("bash", "my-lamp")
        + $"COMP_WORDS=('{Program}' {word}) COMP_CWORD=1\n_my_lamp\necho \"${{COMPREPLY[@]}}\"\n";

    // The functions that zsh has while it completes, as far as the script uses them.
    private string Zsh(string word) =>
        "compdef() { :; }; _files() { echo files; }; compadd() { shift; print -r -- ${(P)1}; }\n"
        + CompletionScript.Of("zsh", "my-lamp") + $"words=('{Program}' {word}); CURRENT=2\n_my_lamp\n";

    private static async Task<string> ShellAsync(string shell, string script)
    {
        using var process = Process.Start(new ProcessStartInfo(shell, shell == "zsh" ? ["-f"] : ["--norc"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
