// SPDX-License-Identifier: GPL-3.0-or-later
using CiSandbox.Areas;
using CommandLine;

namespace CiSandbox.Settings;

/// <summary>What the servers are to be like.</summary>
internal sealed record Options
{
    /// <summary>The servers to be, in the order they were named; each area may be there several times.</summary>
    public IReadOnlyList<ListeningArea> Servers { get; init; } = [];

    public string? Certificate { get; init; }

    public string? Key { get; init; }

    public string? Log { get; init; }

    /// <exception cref="FormatException">A word nobody knows, or a value that does not fit.</exception>
    public static Options Parse(IReadOnlyList<string> words, IReadOnlyList<Area> areas)
    {
        var known = new CommandWords(areas);
        var parsed = known.Root.Parse(words, CommandProgram.Parsing);
        return Complaint.Of(parsed, "ci-sandbox") is { } complaint ? throw new FormatException(complaint) : known.Read(parsed);
    }
}
