// SPDX-License-Identifier: GPL-3.0-or-later
namespace ModuleHost.Secrets;

/// <summary>
/// What messages of this program are made of, to tell a word of ours in one from the same word of somebody else. Two words of ours side
/// by side could hardly stand in anybody's text. One alone could: it is ours where the rest of the text it was written in stands around
/// it, or where it is all that stands in a place for a value. In quotes stands a name that somebody gave, behind a colon what
/// somebody said.
/// </summary>
/// <param name="constants">The texts of the program, with a zero where there is a value.</param>
internal sealed class OwnTexts(IReadOnlyList<IReadOnlyList<string>> constants)
{
    private const char Value = '\0';

    /// <summary>Longer secrets are no words of anybody.</summary>
    private const int LongestSecret = 64;

    private const int LongestName = 128;

    private readonly Dictionary<string, IReadOnlyList<Place>> _places = [];
    private IReadOnlyList<string[]>? _texts;

    /// <summary>The pieces of each text: what stands before, between and behind its values.</summary>
    private IReadOnlyList<string[]> Texts => _texts ??=
        [.. constants.SelectMany(some => some).Select(text => text.Split(Value)).Where(HasLetter)];

    /// <summary>Whether what stands in a text from one place to another is a word of ours.</summary>
    public bool Hold(string text, int start, int end)
    {
        if (end - start > LongestSecret)
        {
            return false;
        }

        var secret = text[start..end];
        return Places(secret) is { Count: > 0 } places
            && (places.Any(place => place.Is(text, start)) || IsIdentifier(text, start, end, places) || IsListed(text)
                || (places.Any(place => place.Piece == secret) && (IsCounted(text, start, end) || IsValue(text, start, end))));
    }

    /// <summary>Whether all of a text is words of ours one after the other, as <c>created, synced</c> is.</summary>
    private bool IsListed(string text) => text.Length <= LongestSecret && text.Split(", ") is [_, _, ..] words
        && words.All(word => Places(word).Any(place => place.Piece == word));

    /// <summary>Whether it stands in a name of several words that was written here.</summary>
    private static bool IsIdentifier(string text, int start, int end, IReadOnlyList<Place> places) =>
        Stars.Around(text, start, end, LongestName) is var (from, to)
        && text[from..to] is var name
        && name.Trim('_').Contains('_', StringComparison.Ordinal)
        && places.Any(place => place.Piece == name);

    /// <summary>Whether a number stands before it, and a sign or nothing behind, as in <c>2 publications: 1 created</c>.</summary>
    private static bool IsCounted(string text, int start, int end) =>
        start > 1 && text[start - 1] == ' ' && char.IsAsciiDigit(text[start - 2])
        && text.AsSpan(end).TrimStart('s') is [] or [',' or ';' or ':' or '.' or ')', ..];

    /// <summary>Whether it is all that stands between two pieces of a text.</summary>
    private bool IsValue(string text, int start, int end) => Texts.Any(pieces => Enumerable.Range(1, pieces.Length - 1).Any(behind =>
        HasLetter(pieces[behind - 1], pieces[behind])
        && pieces[behind] is { Length: > 0 } next && text.AsSpan(end).StartsWith(next, StringComparison.Ordinal)
        && pieces[behind - 1] is { Length: > 0 } last && text.AsSpan(0, start).EndsWith(last, StringComparison.Ordinal)
        && last.TrimEnd() is [.., not ('\'' or '"' or ':')]));

    private static bool HasLetter(params string[] pieces) => pieces.Any(piece => piece.Any(char.IsLetter));

    private IReadOnlyList<Place> Places(string secret)
    {
        if (!_places.TryGetValue(secret, out var places))
        {
            _places[secret] = places = [.. Texts.SelectMany(pieces => Places(pieces, secret))];
        }

        return places;
    }

    private static IEnumerable<Place> Places(string[] pieces, string secret)
    {
        for (var each = 0; each < pieces.Length; each++)
        {
            var piece = pieces[each].Trim();
            for (var from = 0; piece.IndexOf(secret, from, StringComparison.Ordinal) is var at && at >= 0; from = at + 1)
            {
                yield return new(
                    piece, at, Spoken(pieces[..each]), Spoken(pieces[(each + 1)..]), each > 0, each + 1 < pieces.Length,
                    IsSaidByUs(piece, at, secret.Length));
            }
        }
    }

    private static string[] Spoken(string[] pieces) => [.. pieces.Select(piece => piece.Trim()).Where(piece => piece.Any(char.IsLetter))];

    /// <summary>Whether a piece has another word beside the secret's.</summary>
    private static bool IsSaidByUs(string piece, int at, int length) =>
        piece.Where(letter => !char.IsLetterOrDigit(letter)).Distinct().ToArray() is var between
        && piece.Split(between, StringSplitOptions.RemoveEmptyEntries).Length > 1
        && piece[..at].Concat(piece[(at + length)..]).Any(char.IsLetter);

    /// <summary>Where a secret stands in a text of ours.</summary>
    /// <param name="Piece">The piece it stands in.</param>
    /// <param name="At">Where in it.</param>
    /// <param name="Before">The pieces before, those with words.</param>
    /// <param name="Behind">The pieces behind.</param>
    /// <param name="HasValueBefore">Whether a value stands before it.</param>
    /// <param name="HasValueBehind">Whether one stands behind it.</param>
    /// <param name="IsEnough">Whether the piece alone is known for ours.</param>
    private sealed record Place(
        string Piece, int At, string[] Before, string[] Behind, bool HasValueBefore, bool HasValueBehind, bool IsEnough)
    {
        /// <summary>Whether this text stands around a place of another.</summary>
        public bool Is(string text, int start) => start >= At
            && string.CompareOrdinal(text, start - At, Piece, 0, Piece.Length) == 0
            && (IsEnough || Counts(text, start - At, start - At + Piece.Length)
                || (Before.Length + Behind.Length > 0 && AreBefore(text, start - At) && AreBehind(text, start - At + Piece.Length)));

        /// <summary>Whether it counts something: nothing but a number is the value beside it.</summary>
        private bool Counts(string text, int start, int end) => Before.Length + Behind.Length == 0
            && ((HasValueBefore && start > 1 && text[start - 1] == ' ' && char.IsAsciiDigit(text[start - 2]))
                || (HasValueBehind && end + 1 < text.Length && text[end] == ' ' && char.IsAsciiDigit(text[end + 1])));

        private bool AreBefore(string text, int end)
        {
            foreach (var piece in Before.Reverse())
            {
                end = text.AsSpan(0, end).LastIndexOf(piece, StringComparison.Ordinal);
                if (end < 0)
                {
                    return false;
                }
            }

            return true;
        }

        private bool AreBehind(string text, int from)
        {
            foreach (var piece in Behind)
            {
                var at = text.IndexOf(piece, from, StringComparison.Ordinal);
                if (at < 0)
                {
                    return false;
                }

                from = at + piece.Length;
            }

            return true;
        }
    }
}
