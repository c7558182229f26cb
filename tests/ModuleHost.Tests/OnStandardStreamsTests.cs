// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using ModuleHost.Tests.Infra;

namespace ModuleHost.Tests;

public sealed class OnStandardStreamsTests
{
    [Theory]
    [InlineData("LANG", "C")]
    [InlineData("LC_ALL", "en_US.ISO-8859-1")]
    [InlineData("LC_ALL", "POSIX")]
    public async Task The_answer_is_UTF8_whatever_the_locale_says(string variable, string locale)
    {
        using var child = Child.Calling("complainer", (variable, locale), ("TMPDIR", Path.GetTempPath()));
        var (answer, code) = await child.EndAsync();
        Assert.StartsWith("cannot ", answer.Text("msg"), StringComparison.Ordinal);
        Assert.Equal(1, code);

        using var speaker = Child.With("parrot", "-");
        await speaker.Process.StandardInput.WriteAsync("""{"text": "ünï 日本 😀"}""");
        speaker.Process.StandardInput.Close();
        Assert.Equal("ünï 日本 😀", (await speaker.EndAsync()).Answer.Text("said"));
    }

    [Fact]
    public async Task A_crash_in_the_background_is_answered_without_its_text()
    {
        using var child = Child.Calling("suicide");
        var (answer, code) = await child.EndAsync();
        Assert.Equal("This is a bug in the module: InvalidOperationException in the background.", answer.Text("msg"));
        Assert.Equal("true", answer.Text("failed"));
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task Nobody_listening_is_no_reason_to_shout()
    {
        using var child = await Child.Calling("finisher").AtWorkAsync();
        child.Process.StandardOutput.Close();
        await child.SendAsync("TERM");
        Assert.Equal("", await child.Process.StandardError.ReadToEndAsync());
    }

    [Fact]
    public async Task An_answer_that_cannot_be_written_is_a_failure_and_no_reason_to_shout()
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", "echo {} | dotnet \"$0\" parrot - >/dev/full", typeof(Child).Assembly.Location])
        {
            RedirectStandardError = true,
        })!;
        Assert.Equal("", await shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();
        Assert.Equal(1, shell.ExitCode);
    }
}
