// SPDX-License-Identifier: GPL-3.0-or-later
namespace ModuleHost.Secrets;

/// <summary>
/// The words of a server's API, which everybody can read: the parts of its addresses, and the names of its operations, which are made of
/// them. One of them alone is a word like others; between the slashes of an address it is the API's.
/// </summary>
/// <param name="words">Read when a secret was met that could be one.</param>
internal sealed class ApiWords(Func<IReadOnlySet<string>> words)
{
    private const string Begins = "/?&", Ends = "/?&= ";
    private const int LongestName = 128;

    private readonly Lazy<IReadOnlySet<string>> _words = new(words);

    /// <summary>Whether what stands in a text from one place to another belongs to an address or to the name of an operation.</summary>
    public bool Hold(string text, int start, int end) =>
        Stars.Around(text, start, end, LongestName, also: '-') is var (from, to)
        && text[from..to].Split('_', '-') is var parts
        && (parts.Length > 1 || IsInAddress(text, from, to))
        && parts.All(part => part.Length == 0 || _words.Value.Contains(part) || part.All(char.IsAsciiDigit));

    private static bool IsInAddress(string text, int start, int end) =>
        start > 0 && Begins.Contains(text[start - 1], StringComparison.Ordinal)
            && (end == text.Length || Ends.Contains(text[end], StringComparison.Ordinal));
}
