// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Settings;

namespace Sandbox.Tests.Settings;

public sealed class OptionsTests
{
    [Fact]
    public void Every_option_is_read()
    {
        var options = Options.Parse(
        [
            "--listen", "0.0.0.0:1234", "--tls-cert", "c", "--tls-key", "k", "--username", "u", "--password", "p", "--workers", "3",
            "--task-seconds", "0.5", "--sync-seconds", "2", "--latency-ms", "20",
            "--request-ms", "24", "--password-ms", "110", "--media", "m", "--state", "s", "--log", "l",
        ]);

        Assert.Equal("0.0.0.0:1234", options.Listen.ToString());
        Assert.Equal(("c", "k"), (options.Certificate, options.Key));
        Assert.Equal(("u", "p", 3), (options.Username, options.Password, options.Workers));
        Assert.Equal(
            (0.5, 2d, 20d), (options.TaskDuration.TotalSeconds, options.SyncDuration.TotalSeconds, options.Latency.TotalMilliseconds));
        Assert.Equal((24d, 110d), (options.RequestCost.TotalMilliseconds, options.PasswordCost.TotalMilliseconds));
        Assert.Equal(("m", "s", "l"), (options.Media, options.State, options.Log));
    }

    [Theory]
    [InlineData("there is no option --xyzzyxyzzy", "--xyzzyxyzzy", "red")]
    [InlineData("there is no option --lisen; did you mean '--listen'?", "--lisen", "127.0.0.1:0")]
    [InlineData("there is no place for 'here' in 'pulp-sandbox'", "here")]
    [InlineData("--workers needs a value", "--workers")]
    [InlineData("--workers needs a number from 1, not '0'", "--workers", "0")]
    [InlineData("--listen needs HOST:PORT with an IP address, not 'here'", "--listen", "here")]
    [InlineData("--pulp-version can be 3.21, 3.49, 3.105, 3.123, not '3.50'", "--pulp-version", "3.50")]
    [InlineData("--tls-key needs --tls-cert", "--tls-key", "k.pem")]
    public void What_makes_no_sense_is_refused(string message, params string[] words) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Options.Parse(words)).Message);
}
