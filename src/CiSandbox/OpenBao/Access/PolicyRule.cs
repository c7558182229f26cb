// SPDX-License-Identifier: GPL-3.0-or-later
namespace CiSandbox.OpenBao.Access;

/// <summary>A path of a policy, with <c>*</c> at its end or <c>+</c> for a part.</summary>
/// <param name="Path">As written.</param>
/// <param name="Capabilities">What may be done there.</param>
internal sealed record PolicyRule(string Path, IReadOnlyList<string> Capabilities)
{
    /// <summary>Exact paths before those with a wildcard, longer ones before shorter ones.</summary>
    public int Weight => (Path.Contains('*', StringComparison.Ordinal) || Path.Contains('+', StringComparison.Ordinal) ? 0 : 1_000_000)
        + Path.TrimEnd('*').Length;

    public bool Covers(string path)
    {
        var isPrefix = Path.EndsWith('*');
        var mine = (isPrefix ? Path[..^1] : Path).TrimStart('/').Split('/');
        var theirs = path.Split('/');
        if (isPrefix ? theirs.Length < mine.Length : theirs.Length != mine.Length)
        {
            return false;
        }

        for (var at = 0; at < mine.Length; at++)
        {
            var isLast = at == mine.Length - 1;
            if (mine[at] != "+"
                && (isPrefix && isLast ? !theirs[at].StartsWith(mine[at], StringComparison.Ordinal) : mine[at] != theirs[at]))
            {
                return false;
            }
        }

        return true;
    }
}
