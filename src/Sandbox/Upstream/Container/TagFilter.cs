// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;

namespace Sandbox.Upstream.Container;

/// <summary>include_tags and exclude_tags of a remote: shell patterns.</summary>
internal static class TagFilter
{
    public static IEnumerable<string> Apply(
        IEnumerable<string> tags, IReadOnlyCollection<string> include, IReadOnlyCollection<string> exclude) =>
        tags.Where(
            tag => (include.Count == 0 || include.Any(pattern => Matches(tag, pattern))) && !exclude.Any(pattern => Matches(tag, pattern)));

    private static bool Matches(string tag, string pattern) =>
        Regex.IsMatch(
            tag, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)
            .Replace("\\[!", "[^", StringComparison.Ordinal).Replace("\\[", "[", StringComparison.Ordinal) + "$", RegexOptions.Singleline);
}
