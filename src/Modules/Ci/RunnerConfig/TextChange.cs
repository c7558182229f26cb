// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;

namespace Modules.Ci.RunnerConfig;

/// <summary>A piece of a text that another one takes the place of.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">How long it is; none for what is put in.</param>
/// <param name="Text">What takes its place.</param>
internal sealed record TextChange(int Offset, int Length, string Text)
{
    /// <summary>All of them, which do not overlap.</summary>
    public static string Apply(string text, IReadOnlyCollection<TextChange> changes)
    {
        var changed = new StringBuilder(text);
        foreach (var change in changes.OrderByDescending(change => change.Offset).ThenByDescending(change => change.Length))
        {
            _ = changed.Remove(change.Offset, change.Length).Insert(change.Offset, change.Text);
        }

        return changed.ToString();
    }
}
