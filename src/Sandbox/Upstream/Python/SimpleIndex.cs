// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;

namespace Sandbox.Upstream.Python;

/// <summary>The "simple" index of PEP 503.</summary>
internal static partial class SimpleIndex
{
    /// <summary>A project's name as its addresses have it.</summary>
    public static string Normalize(string name) => Separators().Replace(name, "-").ToLowerInvariant();

    [GeneratedRegex("[-_.]+")]
    private static partial Regex Separators();
}
