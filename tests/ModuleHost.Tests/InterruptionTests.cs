// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using ModuleHost.Secrets;
using ModuleHost.Tests.Infra;

namespace ModuleHost.Tests;

public sealed class InterruptionTests
{
    private const string Advice =
        " What was already asked of the server goes on there; running the same task again continues from its state.";

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task The_answer_says_what_was_under_way_without_secrets(string signal)
    {
        using var child = await Child.Calling("sleeper").AtWorkAsync();
        await child.SendAsync(signal);
        var (answer, code) = await child.EndAsync();
        Assert.Equal($"Interrupted by SIG{signal} during: a nap with ********.{Advice}", answer.Text("msg"));
        Assert.Equal("true", answer.Text("failed"));
        Assert.Equal("false", answer.Text("changed"));
        Assert.Equal(Redactor.Hidden, answer["invocation"]!["module_args"]!.Text("password"));
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task Nobody_to_read_the_answer_is_an_interruption()
    {
        using var child = await Child.Calling("sleeper").AtWorkAsync();
        child.Process.StandardOutput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await child.Process.WaitForExitAsync(deadline.Token);
        Assert.Equal(1, child.Process.ExitCode);
    }

    [Fact]
    public async Task A_module_that_finishes_all_the_same_has_its_result()
    {
        using var child = await Child.Calling("finisher").AtWorkAsync();
        await child.SendAsync("TERM");
        var (answer, code) = await child.EndAsync();
        Assert.Equal("true", answer.Text("changed"));
        Assert.False(answer.ContainsKey("failed"));
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task A_module_that_fails_on_the_way_out_has_its_say()
    {
        using var child = await Child.Calling("excuser").AtWorkAsync();
        await child.SendAsync("TERM");
        var (answer, code) = await child.EndAsync();
        Assert.Equal($"Interrupted by SIGTERM.{Advice} The module's last words: the server hung up", answer.Text("msg"));
        Assert.Equal("true", answer.Text("changed"));
        Assert.Equal(1, code);
    }

    [Theory]
    [InlineData("mule", " during: standing still.")]
    [InlineData("scorpion", ".")]
    public async Task A_module_that_does_not_stop_is_answered_for_after_a_while(string module, string underWay)
    {
        using var child = await Child.Calling(module).AtWorkAsync();
        var watch = Stopwatch.StartNew();
        await child.SendAsync("TERM");
        var (answer, code) = await child.EndAsync();
        Assert.InRange(watch.Elapsed.TotalSeconds, 4, 30);
        Assert.Equal($"Interrupted by SIGTERM{underWay}{Advice}", answer.Text("msg"));
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_second_signal_cuts_the_while_short()
    {
        using var child = await Child.Calling("mule", ("PATIENCE", "600")).AtWorkAsync();
        await child.SendAsync("INT");
        _ = await child.AskedAsync();
        await child.SendAsync("TERM");
        var (answer, _) = await child.EndAsync();
        Assert.Equal($"Interrupted by SIGINT during: standing still.{Advice}", answer.Text("msg"));
    }

    [Fact]
    public async Task Waiting_for_somebody_at_a_keyboard_is_interrupted_at_once()
    {
        using var child = await Child.With("parrot", "-").ReadingAsync();
        await child.SendAsync("INT");
        var (answer, code) = await child.EndAsync();
        Assert.Equal($"Interrupted by SIGINT.{Advice}", answer.Text("msg"));
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_hail_of_signals_gets_one_answer()
    {
        using var child = await Child.Calling("sleeper").AtWorkAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => child.SendAsync(number % 2 == 0 ? "INT" : "TERM")));
        var (answer, code) = await child.EndAsync();
        Assert.StartsWith("Interrupted by SIG", answer.Text("msg"), StringComparison.Ordinal);
        Assert.Equal(1, code);
    }
}
