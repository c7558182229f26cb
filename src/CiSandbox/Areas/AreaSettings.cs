// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;

namespace CiSandbox.Areas;

/// <summary>What a server is told when it is made.</summary>
/// <param name="Values">The values of its area's words that were given.</param>
internal sealed record AreaSettings(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>A text; the other one where it was not given.</summary>
    public string Text(string word, string otherwise) => Values.GetValueOrDefault(word, otherwise);

    /// <summary>A whole number.</summary>
    /// <exception cref="FormatException">Something else was given.</exception>
    public int Number(string word, int otherwise) =>
        !Values.TryGetValue(word, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new FormatException($"{word} needs a whole number, not '{text}'");
}
