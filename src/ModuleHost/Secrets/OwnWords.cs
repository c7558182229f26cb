// SPDX-License-Identifier: GPL-3.0-or-later
namespace ModuleHost.Secrets;

/// <summary>
/// The words of this program: names and choices of arguments, and the texts its messages are made of, which the compiler hands over.
/// A secret that happens to stand within one is not hidden there: everybody can read them, and stars would tell that the secret is the
/// word they stand for.
/// </summary>
/// <param name="constants">The texts of the program.</param>
internal sealed class OwnWords(IReadOnlyList<IReadOnlyList<string>> constants)
{
    private readonly HashSet<string> _names = [];
    private readonly HashSet<object> _known = new(ReferenceEqualityComparer.Instance);
    private readonly OwnTexts _texts = new(constants);
    private readonly List<ApiWords> _apis = [];
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

    /// <summary>Adds those of an API.</summary>
    public void Know(ApiWords api) => _apis.Add(api);

    /// <summary>
    /// Whether a text as a whole is a name or a choice, or one that was written in this program: not an equal one, but that very object.
    /// What was read from somebody is another, although it may say the same.
    /// </summary>
    public bool IsOurs(string text) =>
        _names.Contains(text) || IsMethod(text) || constants.Any(some => some.Any(own => ReferenceEquals(own, text)));

    /// <summary>Whether what stands in a text from one place to another belongs to a name or to what a message is made of.</summary>
    public bool Hold(string text, int start, int end) =>
        IsWithinName(text, start, end) || IsOfRequest(text, start, end) || _texts.Hold(text, start, end)
            || _apis.Any(api => api.Hold(text, start, end));

    private bool IsWithinName(string text, int start, int end) =>
        Stars.Around(text, start, end, _longestName) is var (from, to) && _names.Contains(text[from..to]);

    /// <summary>Nobody has another word there.</summary>
    private static bool IsOfRequest(string text, int start, int end) =>
        (text.AsSpan(start, end - start) is "http" or "https" && text.AsSpan(end).StartsWith("://", StringComparison.Ordinal))
            || (IsMethod(text.AsSpan(start, end - start)) && text.AsSpan(end).StartsWith(" http", StringComparison.Ordinal));

    private static bool IsMethod(ReadOnlySpan<char> text) => text is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE";
}
