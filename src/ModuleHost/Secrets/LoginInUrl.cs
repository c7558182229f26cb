// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;

namespace ModuleHost.Secrets;

/// <summary>
/// Stars instead of the password in a URL: <c>https://user:********@host</c>. A playbook may put one into any text, and what
/// stands there is a password whatever the option is called.
/// </summary>
internal static partial class LoginInUrl
{
    public static string Out(string text) =>
        text.Contains("://", StringComparison.Ordinal) && text.Contains('@', StringComparison.Ordinal)
            ? Password().Replace(text, "********")
            : text;

    // Up to the last @ before the path: a password may hold one that should have been escaped.
    [GeneratedRegex(@"(?<=\b[A-Za-z][A-Za-z0-9+.\-]*://[^\s/?#:@]*:)[^\s/?#]+(?=@)")]
    private static partial Regex Password();
}
