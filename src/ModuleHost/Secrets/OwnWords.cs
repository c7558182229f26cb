// SPDX-License-Identifier: GPL-3.0-or-later
namespace ModuleHost.Secrets;

/// <summary>
/// The words of this program: names and choices of arguments, and the constants its messages are made of, which the compiler hands over.
/// A secret that happens to stand within one is not hidden there: everybody can read them, and stars would tell that the secret is the
/// word they stand for. A constant counts from two words on, or as a longer name: one word alone could stand in anybody's text.
/// </summary>
/// <param name="constants">Those of the program.</param>
internal sealed class OwnWords(IReadOnlyList<IReadOnlyList<string>> constants)
{
    /// <summary>Longer secrets are no words of anybody.</summary>
    private const int LongestSecret = 64;

    private readonly HashSet<string> _names = [];
    private readonly HashSet<object> _known = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, IReadOnlyList<(string Constant, int At)>> _around = [];
    private int _longestName;

    /// <summary>Adds names and choices. The items of a list share theirs.</summary>
    public void Know(IReadOnlySet<string> names)
    {
        if (_known.Add(names))
        {
            _names.UnionWith(names);
            _longestName = Math.Max(_longestName, names.Select(name => name.Length).DefaultIfEmpty().Max());
        }
    }

    /// <summary>Whether a text as a whole is a name or a choice.</summary>
    public bool IsName(string text) => _names.Contains(text);

    /// <summary>Whether what stands in a text from one place to another belongs to a name or a constant.</summary>
    public bool Hold(string text, int start, int end) => IsWithinName(text, start, end) || IsWithinConstant(text, start, end);

    private bool IsWithinName(string text, int start, int end)
    {
        while (start > 0 && end - start <= _longestName && Stars.IsWord(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && end - start <= _longestName && Stars.IsWord(text[end]))
        {
            end++;
        }

        return end - start <= _longestName && _names.Contains(text[start..end]);
    }

    private bool IsWithinConstant(string text, int start, int end) => end - start <= LongestSecret && Around(text[start..end]).Any(each =>
        start >= each.At && string.CompareOrdinal(text, start - each.At, each.Constant, 0, each.Constant.Length) == 0);

    private IReadOnlyList<(string Constant, int At)> Around(string secret)
    {
        if (!_around.TryGetValue(secret, out var around))
        {
            _around[secret] = around = [.. constants.SelectMany(some => some).SelectMany(constant => Places(constant, secret))];
        }

        return around;
    }

    private static IEnumerable<(string Constant, int At)> Places(string constant, string secret)
    {
        for (var from = 0; constant.IndexOf(secret, from, StringComparison.Ordinal) is var at && at >= 0; from = at + 1)
        {
            if (constant[..at].Concat(constant[(at + secret.Length)..]).Any(char.IsLetter))
            {
                yield return (constant, at);
            }
        }
    }
}
