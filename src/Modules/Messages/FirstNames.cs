// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Messages;

/// <summary>Names in a sentence: a few of them, and how many more there are.</summary>
internal static class FirstNames
{
    private const int Shown = 5;

    public static string Of(IReadOnlyList<string> names) => names.Count <= Shown
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(Shown))} and {names.Count - Shown} more";
}
