// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Rules;

/// <summary>A path that a distribution would newly serve at, and which paths of others forbid it.</summary>
/// <param name="Path">It.</param>
/// <param name="MayNest">Distributions of containers may lie below and above others; only those that are no containers mind.</param>
internal sealed record PathClaim(string Path, bool MayNest)
{
    public bool IsForbiddenBy(string other) => other == Path || (!MayNest && (IsBelow(Path, other) || IsBelow(other, Path)));

    /// <summary>What the path lies below, the nearest first.</summary>
    public static IEnumerable<string> Parents(string path)
    {
        for (var at = path.LastIndexOf('/'); at > 0; at = path.LastIndexOf('/', at - 1))
        {
            yield return path[..at];
        }
    }

    private static bool IsBelow(string path, string other) => path.StartsWith(other + "/", StringComparison.Ordinal);
}
