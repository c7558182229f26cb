// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Ci.Generated;

/// <summary>Words that images of containers and runners are named by, in files that others read.</summary>
internal static class ImageWord
{
    private const string Scheme = "://";

    /// <summary>A part of an image's name. What stands in it as an expression is the reader's.</summary>
    /// <exception cref="ModuleException">It is none.</exception>
    public static string Of(string argument, string written) => IsOne(written)
        ? written
        : throw new ModuleException($"Give one word without blanks in {argument}: '{written}' is none.");

    /// <summary>A registry, which images are named after without a scheme.</summary>
    /// <exception cref="ModuleException">It is none, or holds a login.</exception>
    public static string Registry(string argument, string written)
    {
        var at = written.IndexOf(Scheme, StringComparison.Ordinal);
        var host = (at >= 0 ? written[(at + Scheme.Length)..] : written).TrimEnd('/');
        return IsExpression(host) ? host
            : host.Contains('@', StringComparison.Ordinal)
                ? throw new ModuleException(
                    $"Give host and port alone in {argument}, like 192.0.2.7:80: it holds a login, which would be committed with the "
                        + "files.")
            : IsOne(host) ? host
            : throw new ModuleException($"Give host and port in {argument}, like 192.0.2.7:80: '{written}' is none.");
    }

    /// <summary>Several words, such as the labels of runners.</summary>
    /// <exception cref="ModuleException">There is none, or one is none.</exception>
    public static IReadOnlyList<string> All(string argument, IReadOnlyList<string> written, string what) =>
        written.Count > 0 && written.All(each => each.Trim() == each && each.Length > 0 && !each.Any(char.IsControl))
            ? written
            : throw new ModuleException(written.Count == 0
                ? $"Give {what} in {argument}: the list is empty, and nothing would take the jobs."
                : $"Give {what} in {argument}, without blanks at their ends: one is empty or has such.");

    private static bool IsOne(string text) =>
        text.Length > 0 && (IsExpression(text) || !text.Any(each => char.IsWhiteSpace(each) || char.IsControl(each)));

    private static bool IsExpression(string text) => text.Contains("${{", StringComparison.Ordinal) && !text.Any(char.IsControl);
}
