// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using ModuleHost;
using Modules.Commands;

namespace Modules.Tests.Commands;

/// <summary>Programs of the host, found and run.</summary>
public sealed class HostCommandsTests
{
    private readonly HostCommands _commands = new();

    [Fact]
    public async Task What_a_program_says_and_its_exit_code_come_back()
    {
        var answer = await RunAsync("sh", "-c", "echo out; echo err >&2; exit 3");
        Assert.Equal((3, "out\n", "err\n", "err"), (answer.ExitCode, answer.Output, answer.Errors, answer.LastLine));
    }

    [Fact]
    public async Task A_program_has_its_input_its_folder_and_its_environment_and_speaks_C()
    {
        var command = new Command("sh", "-c", "cat; pwd; echo $LC_ALL $WORD")
        {
            Input = "in\n",
            Folder = "/tmp",
            Environment = new Dictionary<string, string> { ["WORD"] = "a b" },
        };
        Assert.Equal("in\n/tmp\nC a b\n", (await _commands.RunAsync(command, default)).Output);
    }

    [Fact]
    public async Task A_program_that_does_not_read_its_input_is_no_failure() =>
        Assert.Equal(0, (await _commands.RunAsync(new Command("true") { Input = new string('x', 1 << 20) }, default)).ExitCode);

    [Fact]
    public async Task Much_on_both_streams_does_not_block() =>
        Assert.Equal(200_000, (await RunAsync("sh", "-c", "head -c 200000 /dev/zero | tr '\\0' x | tee /dev/stderr")).Errors.Length);

    [Fact]
    public async Task One_that_is_not_there_is_named()
    {
        Assert.Null(_commands.Find("no-such-program"));
        Assert.Null(_commands.Find("/etc/passwd"));
        Assert.Contains(
            "Install 'no-such-program'",
            (await Assert.ThrowsAsync<ModuleException>(() => RunAsync("no-such-program"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_current_folder_is_no_place_to_look() => Assert.StartsWith("/", _commands.Find("ls"), StringComparison.Ordinal);

    [Fact]
    public async Task An_interrupted_program_is_ended_with_its_children()
    {
        using var interruption = new CancellationTokenSource();
        var marker = $"{Guid.NewGuid().GetHashCode() & 0xFFFFFF}.5";
        var running = _commands.RunAsync(new Command("sh", "-c", $"sleep {marker} & wait"), interruption.Token);
        while (!IsRunning(marker))
        {
            await Task.Delay(20);
        }

        await interruption.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        while (IsRunning(marker))
        {
            await Task.Delay(20);
        }
    }

    private static bool IsRunning(string marker) => Process.GetProcessesByName("sleep").Any(process => Says(process.Id, marker));

    private static bool Says(int process, string marker)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Contains(marker, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // it has ended meanwhile
        }
    }

    private Task<CommandAnswer> RunAsync(string program, params string[] arguments) =>
        _commands.RunAsync(new Command(program, arguments), default);
}
