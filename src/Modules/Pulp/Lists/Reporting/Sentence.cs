// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Lists.Reporting;

/// <summary>What a run did, or would do, for a person: "99 images: 3 changed, 96 as they were, 99 synced, 2 new versions; 41 s".</summary>
internal static class Sentence
{
    private const int NamesShown = 3;

    /// <param name="list">The module's name, which says what its items are.</param>
    /// <param name="results">How each item ended, all of them well.</param>
    /// <param name="checkMode">Whether nothing was done.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="foreseen">What check mode says of syncs.</param>
    public static string Of(
        string list, IReadOnlyList<ItemResult> results, bool checkMode, TimeSpan elapsed, string? foreseen)
    {
        List<string> parts =
        [
            .. Part(results.Where(result => result.Changed), checkMode ? "would change" : "changed", named: true),
            .. checkMode
                ? Part(results.Where(result => !result.Changed), "as they are", named: false, one: "as it is")
                : Part(results.Where(result => !result.Changed), "as they were", named: false, one: "as it was"),
            .. Part(results.Where(result => result.Synced), "synced", named: false),
            .. Part(results.Where(result => result.NewVersion), "new versions", named: false, one: "new version"),
        ];
        var ending = foreseen is null ? "" : $"; {foreseen}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{results.Count} {Noun(list, results)}: {string.Join(", ", parts)}; {elapsed.TotalSeconds:0.#} s{ending}");
    }

    private static string Noun(string list, IReadOnlyList<ItemResult> results) =>
        list == "repositories" && results.All(result => result.Item.Family.Name == "container") ? results.Count == 1 ? "image" : "images"
            : results.Count > 1 ? list
            : list == "repositories" ? "repository"
            : list.TrimEnd('s');

    private static IEnumerable<string> Part(IEnumerable<ItemResult> results, string what, bool named, string? one = null)
    {
        var names = results.Select(result => result.Item.Name).ToList();
        if (names.Count > 0)
        {
            yield return $"{names.Count} {(names.Count == 1 ? one ?? what : what)}"
                + (named && names.Count <= NamesShown ? $" ({string.Join(", ", names)})" : "");
        }
    }
}
