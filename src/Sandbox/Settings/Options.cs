// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using CommandLine;
using Sandbox.Releases;

namespace Sandbox.Settings;

/// <summary>What the server is to be like.</summary>
internal sealed record Options
{
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 24817);

    public string? Certificate { get; init; }

    public string? Key { get; init; }

    public string Username { get; init; } = "admin";

    public string Password { get; init; } =
        Environment.GetEnvironmentVariable("PULP_SANDBOX_PASSWORD") is { Length: > 0 } given ? given : "password";

    public int Workers { get; init; } = 2;

    public TimeSpan TaskDuration { get; init; }

    public TimeSpan SyncDuration { get; init; }

    public TimeSpan Latency { get; init; }

    public TimeSpan RequestCost { get; init; }

    public TimeSpan PasswordCost { get; init; }

    public string? Media { get; init; }

    public string? State { get; init; }

    public string? Log { get; init; }

    public PulpRelease Release { get; init; } = PulpRelease.Default;

    public bool Domains { get; init; }

    /// <exception cref="FormatException">A word nobody knows, or a value that does not fit.</exception>
    public static Options Parse(IReadOnlyList<string> words)
    {
        var known = new CommandWords();
        var parsed = known.Root.Parse(words, CommandProgram.Parsing);
        return Complaint.Of(parsed, "pulp-sandbox") is { } complaint ? throw new FormatException(complaint) : known.Read(parsed);
    }
}
