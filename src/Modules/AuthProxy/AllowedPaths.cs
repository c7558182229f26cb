// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using ModuleHost;

namespace Modules.AuthProxy;

/// <summary>What <c>allow</c> opens: by name what a Pulp server has, or a path.</summary>
internal static partial class AllowedPaths
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Named = new()
    {
        ["content"] = ["/pulp/content/"],
        // Layers are redirected to /pulp/container/, signatures lie under /extensions/v2/.
        ["registry"] = ["/v2/", "/extensions/v2/", "/pulp/container/"],
        ["pypi"] = ["/pypi/"],
        ["api"] = ["/pulp/api/"],
    };

    /// <summary>Paths ending in a slash stand for all below them, others for themselves.</summary>
    /// <exception cref="ModuleException">Neither a name nor a path that can be one.</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> allow, bool tokens)
    {
        if (allow.Count == 0)
        {
            throw new ModuleException(
                $"allow is empty: nothing could be read. Give one or more of {string.Join(", ", Named.Keys)}, or paths.");
        }

        return [.. allow.SelectMany(Paths).Concat(tokens ? ["/token/"] : []).Distinct().Order(StringComparer.Ordinal)];
    }

    private static IReadOnlyList<string> Paths(string allowed) =>
        Named.TryGetValue(allowed, out var paths) ? paths
        : Plain().IsMatch(allowed) && !allowed.Contains("/.", StringComparison.Ordinal) ? [allowed]
        : throw new ModuleException(
            $"allow: '{allowed}' is neither one of {string.Join(", ", Named.Keys)} nor a path such as "
                + "/pulp/content/site/ in plain letters.");

    [GeneratedRegex("^(?:/[A-Za-z0-9._~+@-]+)*/?\\z")]
    private static partial Regex Plain();
}
