// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modules.Rules;

/// <summary>Rules about the paths that distributions serve at.</summary>
internal static partial class BasePathRules
{
    private const int LongestUrl = 2048;
    private const string Base = "http://localhost/";
    private const int LongestOfContainers = 255;

    public static string? Relative(JsonNode value) => TextRules.First(value, path =>
        path.Contains(' ', StringComparison.Ordinal) ? "Relative path cannot contain spaces."
        : path.StartsWith("//", StringComparison.Ordinal)
            || path.Any(IsBlank)
            || HasScheme(path)
            || Base.Length + path.Length > LongestUrl ? "Enter a valid URL."
        : path.StartsWith('/')
            || path.EndsWith('/') ? "Relative path cannot begin or end with slashes. It begins or ends with a slash: give it without."
        : null);

    public static string? Container(JsonNode value) => TextRules.First(value, path =>
        path.Length > LongestOfContainers ? $"The entered base path cannot be longer than {LongestOfContainers} characters."
        : !Image().IsMatch(path) ? "The provided base path contains forbidden characters. Parts of small letters and digits may be joined "
            + "by one of . _ __ - and by slashes."
        : null);

    /// <summary>Line ends and tabs are dropped when it is looked at, and stay in what is stored.</summary>
    private static bool IsBlank(char letter) => char.IsWhiteSpace(letter) && letter is not ('\n' or '\r' or '\t');

    /// <summary>Whether it would not be joined to a base, but stand alone: a scheme, as urllib splits it, that is not the base's.</summary>
    private static bool HasScheme(string path) =>
        Scheme().Match(path) is { Success: true } scheme && !scheme.Groups[1].Value.Equals("http", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A([A-Za-z][A-Za-z0-9+.-]*):")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"\A[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z")]
    private static partial Regex Image();
}
