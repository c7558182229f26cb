// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modules.Rules;

/// <summary>Rules about texts, and about the elements of lists of texts.</summary>
internal static partial class TextRules
{
    public const string Blank = "This field may not be blank.";
    private const int LongestFileName = 255;
    private const string Null = "Null characters are not allowed.";

    /// <summary>Every text of Pulp's.</summary>
    public static string? NotBlank(JsonNode value) => First(value, text => KeptText.Of(text).Length == 0 ? Blank : NoNull(text));

    /// <summary>A text that may be empty.</summary>
    public static string? WithoutNull(JsonNode value) => First(value, NoNull);

    public static Rule AtMost(int length) => value => First(
        value, text => text.Length > length ? $"Ensure this field has no more than {length} characters." : null);

    public static Rule OutOf(params IReadOnlyList<string> choices) => value => First(
        value, text => choices.Contains(text) ? null : $"\"{text}\" is not a valid choice. Choose from: {string.Join(", ", choices)}.");

    public static string? Email(JsonNode value) => First(
        value, text => text.Length == 0 || Address().IsMatch(text) ? null : "Enter a valid email address.");

    /// <summary>What can be told of a password without the server's list of common ones.</summary>
    public static string? Password(JsonNode value) => First(value, text =>
        KeptText.Of(text).Length < 8 ? "This password is too short. It must contain at least 8 characters."
        : text.All(char.IsDigit) ? "This password is entirely numeric."
        : null);

    /// <summary>What a Python requirement is: a name, extras, versions or an address, and a condition.</summary>
    public static string? Requirement(JsonNode value) => First(
        value, text =>
            Requirements().IsMatch(text)
                ? null
                : $"The specifier {text} is invalid: it is no requirement as pip knows it, such as 'django>=4'.");

    /// <summary>The name of a file in a folder: Pulp finds out only in the task that writes it.</summary>
    public static string? FileName(JsonNode value) => First(value, text =>
        text.Contains('/', StringComparison.Ordinal) ? $"No such file or directory: '{text}'. Give a name without slashes."
        : System.Text.Encoding.UTF8.GetByteCount(text) > LongestFileName ? $"File name too long. Give at most {LongestFileName} bytes."
        : null);

    /// <summary>A name that is part of addresses.</summary>
    public static string? Slug(JsonNode value) => First(value, text => SlugText().IsMatch(KeptText.Of(text))
        ? null
        : "Enter a valid \"slug\" consisting of letters, numbers, underscores or hyphens.");

    /// <summary>The name of a container image's tag.</summary>
    public static string? Tag(JsonNode value) => First(value, text => TagName().IsMatch(KeptText.Of(text))
        ? null
        : $"'{text}': The provided tag is not valid. A tag may contain lowercase and uppercase ASCII alphabetic characters, digits, "
            + "underscores, periods, and dashes. A tag must begin with a letter or a digit.");

    /// <summary>Where a file lies in a repository: below it, wherever the path's dots lead.</summary>
    public static string? RelativePath(JsonNode value) => First(value, text => KeptText.Of(text) is var path && path.StartsWith('/')
        ? $"Relative path can't start with '/'. {path}"
        : LeadsOut(path) ? $"Relative path must not reach beyond the base path. {path}"
        : NoNull(text));

    public static string? Permission(JsonNode value) => First(value, text =>
        text.Split('.') is [{ Length: > 0 }, { Length: > 0 }]
            ? null
            : $"Permission '{text}' is not in the format '<app_label>.<codename>'.");

    /// <summary>The first complaint about a text, or about an element of a list of texts.</summary>
    public static string? First(JsonNode value, Func<string, string?> rule) => value switch
    {
        JsonArray list => list.OfType<JsonNode>().Select(each => First(each, rule)).FirstOrDefault(complaint => complaint is not null),
        _ when value.GetValueKind() == JsonValueKind.String => rule((string)value!),
        _ => null,
    };

    /// <summary>Whether there is more than one step up in the end; a single one Pulp takes for the base path itself.</summary>
    private static bool LeadsOut(string path)
    {
        var left = new List<string>();
        foreach (var part in path.Split('/').Where(part => part is not ("" or ".")))
        {
            if (part == ".." && left.Count > 0 && left[^1] != "..")
            {
                left.RemoveAt(left.Count - 1);
            }
            else
            {
                left.Add(part);
            }
        }

        return left is ["..", _, ..];
    }

    private static string? NoNull(string text) => text.Contains('\0', StringComparison.Ordinal) ? Null : null;

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+\z")]
    private static partial Regex SlugText();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex TagName();

    // As Django has it: a local part of ASCII, and a domain with a dot or localhost.
    [GeneratedRegex(
        @"\A(?:[-!#$%&'*+/=?^_`{}|~0-9A-Z]+(?:\.[-!#$%&'*+/=?^_`{}|~0-9A-Z]+)*"
        + @"|""(?:[\x01-\x08\x0b\x0c\x0e-\x1f!#-\[\]-\x7f]|\\[\x01-\x09\x0b\x0c\x0e-\x7f])*"")"
        + @"@(?:(?:[A-Z0-9](?:[A-Z0-9-]{0,61}[A-Z0-9])?\.)+(?:[A-Z0-9-]{2,63}(?<!-))|localhost|\[[0-9A-F.:]+\])\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(
        @"\A[A-Z0-9](?:[A-Z0-9._-]*[A-Z0-9])?[ \t]*(?:\[[ \t]*[A-Z0-9._-]*(?:[ \t]*,[ \t]*[A-Z0-9._-]+)*[ \t]*\][ \t]*)?"
        + @"(?:@[ \t]*\S+(?:[ \t]+;.*)?|\(?(?:[ \t]*(?:===|==|~=|!=|<=|>=|<|>)[ \t]*[^\s,;()]+[ \t]*,?)*[ \t]*\)?[ \t]*(?:;.+)?)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Requirements();
}
