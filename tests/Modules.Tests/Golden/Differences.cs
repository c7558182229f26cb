using System.Text.RegularExpressions;
using Modules.Tests.Infra;

namespace Modules.Tests.Golden;

/// <summary>Where we differ on purpose: <c>tests/golden/differences.txt</c> names case and reason, <c>docs/differences.md</c> gives it.</summary>
internal static class Differences
{
    private static readonly List<(Regex Cases, string Reason)> All =
    [
        .. File.ReadLines(Path.Combine(GoldenCase.Folder, "differences.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Select(words => (new Regex("^" + Regex.Escape(words[0]).Replace(@"\*", ".*", StringComparison.Ordinal) + "$"), words[1])),
    ];

    public static IReadOnlyList<string> Explained { get; } =
    [
        .. Regex.Matches(File.ReadAllText(Path.Combine(Binary.RepositoryRoot, "docs/differences.md")), @"^#+ .*\(`([a-z0-9-]+)`\)", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value),
    ];

    public static IEnumerable<string> Reasons => All.Select(entry => entry.Reason).Distinct();

    public static IEnumerable<string> Stale => All.Where(entry => !GoldenCase.Names.Any(entry.Cases.IsMatch)).Select(entry => entry.Cases.ToString());

    /// <summary>The reason why a case may disagree, or null.</summary>
    public static string? ReasonFor(string name) => All.FirstOrDefault(entry => entry.Cases.IsMatch(name)).Reason;
}
