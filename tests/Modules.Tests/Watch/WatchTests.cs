// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Modules.Tests.Infra;

namespace Modules.Tests.Watch;

/// <summary>kayobe-modules watch, as a process beside a running module.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly SandboxProcess _pulp = new("--workers", "2", "--sync-seconds", "2");
    private readonly FileUpstream _upstream = new();
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"watch-{Guid.NewGuid()}.jsonl");

    public void Dispose()
    {
        _pulp.Dispose();
        _upstream.Dispose();
        File.Delete(_file);
    }

    [Fact]
    public async Task Not_on_a_terminal_it_tells_line_by_line_what_happens_to_its_end()
    {
        using var module = Start();
        var (code, output) = await WatchAsync(null);

        Assert.Equal(0, code);
        Assert.StartsWith($"repositories on {_pulp.Address}: 2 file ({_file})\n", output, StringComparison.Ordinal);
        Assert.Contains("file 'one': created, synced (", output, StringComparison.Ordinal);
        Assert.Contains("2 of 2)\nfinished: 2 items, 2 changed, 0 failed, ", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
    }

    [Fact]
    public async Task In_a_terminal_it_draws_bars_and_the_running_syncs_of_items()
    {
        using var module = Start();
        var (code, output) = await WatchAsync("script");

        Assert.Equal(0, code);
        Assert.Contains("\u001b[", output, StringComparison.Ordinal);
        var drawn = Regex.Replace(output, "\u001b\\[[0-9;?]*[A-Za-z]", "");
        Assert.Contains($"repositories on {_pulp.Address}  00:00:", drawn, StringComparison.Ordinal);
        Assert.Contains(_file, drawn, StringComparison.Ordinal);
        Assert.Contains("file: done 2", drawn, StringComparison.Ordinal);
        Assert.Contains("› file 'one':", drawn, StringComparison.Ordinal);
        Assert.Contains("finished: 2 items, 2 changed, 0 failed, ", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_killed_does_not_keep_it_waiting()
    {
        using var module = Start();
        _ = await _pulp.TaskAsync("running");
        var watching = WatchAsync(null);
        await module.KillAsync();

        var (code, output) = await watching;

        Assert.Equal(1, code);
        Assert.Contains("ended without a word", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_refused_ends_it()
    {
        using var module = new ModuleProcess(
            "repositories",
            Calling.ListArguments(
                _pulp.Address,
                "file",
                [Item("one"), new JsonObject { ["name"] = "two", ["remote"] = "nowhere" }],
                new JsonObject { ["progress_file"] = _file }));
        var (code, output) = await WatchAsync(null);

        Assert.Equal(0, code);
        Assert.Contains("aborted: Nothing was changed, since the list has a problem.", output, StringComparison.Ordinal);
    }

    private ModuleProcess Start() =>
        new(
            "repositories",
            Calling.ListArguments(_pulp.Address, "file", [Item("one"), Item("two")], new JsonObject { ["progress_file"] = _file }));

    private JsonObject Item(string name) => new() { ["name"] = name, ["url"] = _upstream.Manifest };

    /// <param name="terminal">A program that gives it a terminal; null for a pipe.</param>
    private async Task<(int Code, string Output)> WatchAsync(string? terminal)
    {
        for (var left = 600; !File.Exists(_file); left--)
        {
            Assert.True(left > 0, "there is no progress");
            await Task.Delay(100);
        }

        using var watch = terminal is null
            ? Binary.Start("watch", _file)
            : Process.Start(
                new ProcessStartInfo(
                    terminal,
                    [
                        "-qec", $"stty cols 120; TERM=xterm {Binary.CommandLine} watch {_file}", "/dev/null",
                    ]) { RedirectStandardOutput = true })!;
        var output = await watch.StandardOutput.ReadToEndAsync();
        await watch.WaitForExitAsync();
        return (watch.ExitCode, output);
    }
}
