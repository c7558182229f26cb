// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;

namespace ModuleHost.Validation;

/// <summary>A path with <c>~</c>, <c>~user</c>, <c>$NAME</c> and <c>${NAME}</c> expanded; unknown ones stay as they are.</summary>
internal static partial class ExpandedPath
{
    private const string Users = "/etc/passwd";

    public static string Of(string path)
    {
        var expanded = Variable().Replace(
            path, match => Environment.GetEnvironmentVariable(match.Groups[1].Value + match.Groups[2].Value) ?? match.Value);
        if (!expanded.StartsWith('~'))
        {
            return expanded;
        }

        var end = expanded.IndexOf('/', StringComparison.Ordinal) is var slash && slash < 0 ? expanded.Length : slash;
        var home = Home(expanded[1..end]);
        return home is null ? expanded
            : home.TrimEnd('/') + expanded[end..] is { Length: > 0 } whole ? whole
            : "/";
    }

    private static string? Home(string user) =>
        user.Length == 0 ? Environment.GetEnvironmentVariable("HOME") ?? Home(Environment.UserName)
        : !File.Exists(Users) ? null
        : File.ReadLines(Users).Select(line => line.Split(':')).FirstOrDefault(entry => entry.Length > 5 && entry[0] == user)?[5];

    [GeneratedRegex(@"\$(?:([A-Za-z0-9_]+)|\{([^}]*)\})")]
    private static partial Regex Variable();
}
