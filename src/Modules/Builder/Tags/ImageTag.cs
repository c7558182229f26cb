// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Builder.Tags;

/// <summary>What an image's tag may be, and how it stands in YAML.</summary>
internal static class ImageTag
{
    private const int Longest = 128;

    /// <summary>By the rule of the engines: letters, digits, '_', and behind the first also '.' and '-'.</summary>
    public static bool IsOne(string tag) =>
        tag.Length is > 0 and <= Longest && tag[0] is not ('.' or '-')
        && tag.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-');

    /// <summary>
    /// Without quotes only where no reader takes it for a number, a date or a truth value: <c>2024.1</c> would become a number.
    /// </summary>
    public static string InYaml(string tag) =>
        tag.Contains('-', StringComparison.Ordinal) && tag.Count(char.IsAsciiLetter) > 1 ? tag : $"\"{tag}\"";
}
