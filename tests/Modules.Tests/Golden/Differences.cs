// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using Modules.Tests.Infra;

namespace Modules.Tests.Golden;

/// <summary>Where we differ on purpose: <c>tests/golden/differences.txt</c> names case and
/// reason, <c>docs/differences.md</c> gives it.</summary>
internal static class Differences
{
    private static readonly Dictionary<string, (string Reason, string Aspects)> All = File
        .ReadLines(Path.Combine(GoldenCase.Folder, "differences.txt"))
        .Where(line => line.Length > 0 && !line.StartsWith('#'))
        .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(words => words[0], words => (words[1], words[2]));

    public static IReadOnlyList<string> Explained { get; } =
    [
        .. Regex.Matches(
            File.ReadAllText(Path.Combine(Binary.RepositoryRoot, "docs/differences.md")),
            @"^#+ .*\(`([a-z0-9-]+)`\)",
            RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value),
    ];

    public static IEnumerable<string> Reasons => All.Values.Select(entry => entry.Reason).Distinct();

    public static IEnumerable<string> Stale => All.Keys.Except(GoldenCase.Names);

    /// <summary>In what a case may disagree: aspects joined by commas, or nothing.</summary>
    public static string AspectsOf(string name) => All.TryGetValue(name, out var entry) ? entry.Aspects : "";
}
