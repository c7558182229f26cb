// SPDX-License-Identifier: GPL-3.0-or-later
namespace CommandLine;

/// <summary>The names most like one that does not exist.</summary>
public static class Nearest
{
    private const int MostSlips = 2;
    private const int LettersForASlip = 4;

    /// <summary>Those that are alike, the likest first.</summary>
    /// <param name="wanted">The name that does not exist.</param>
    /// <param name="names">Those that do.</param>
    /// <param name="count">How many at most.</param>
    public static IReadOnlyList<string> Of(string wanted, IEnumerable<string> names, int count) =>
        [.. names.Select(name => (Name: name, Distance: Distance(wanted, name)))
            .Where(each => each.Distance <= Math.Max(wanted.Length, each.Name.Length) / 2)
            .OrderBy(each => each.Distance).ThenByDescending(each => each.Name, StringComparer.Ordinal)
            .Take(count).Select(each => each.Name)];

    /// <summary>What a sentence about the name that does not exist ends with.</summary>
    /// <param name="wanted">The name that does not exist.</param>
    /// <param name="names">Those that do.</param>
    /// <returns><c>; did you mean 'policy'?</c>, and null where nothing is alike.</returns>
    public static string? Hint(string wanted, IEnumerable<string> names) =>
        Of(wanted, names, 1) is [var nearest] ? $"; did you mean '{nearest}'?" : null;

    /// <summary>The name that was written but for a slip of the pen; null where it may as well be another name.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="names">The names that there are.</param>
    public static string? Slip(string written, IEnumerable<string> names) =>
        names.FirstOrDefault(name => AreSwapped(written, name))
            ?? (Of(written, names, 1) is [var nearest]
                && Distance(written, nearest) <= Math.Min(MostSlips, written.Length / LettersForASlip)
                    ? nearest
                    : null);

    /// <summary>Whether two letters that stand side by side are all that differs: one slip, and two letters to change.</summary>
    private static bool AreSwapped(string one, string other) =>
        one.Length == other.Length && one.Length >= LettersForASlip
            && Enumerable.Range(0, one.Length).Where(at => one[at] != other[at]).ToList() is [var first, var second]
            && second == first + 1 && one[first] == other[second] && one[second] == other[first];

    /// <summary>How many letters to add, drop or change; capitals and the other dash make none.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (corner, left) = (row[0], row[0] = i);
            for (var j = 1; j <= other.Length; j++)
            {
                left = Math.Min(Math.Min(left, row[j]) + 1, corner + (Plain(one[i - 1]) == Plain(other[j - 1]) ? 0 : 1));
                (corner, row[j]) = (row[j], left);
            }
        }

        return row[^1];
    }

    private static char Plain(char letter) => letter is '-' or ' ' ? '_' : char.ToLowerInvariant(letter);
}
