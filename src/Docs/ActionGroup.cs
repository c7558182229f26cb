// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Documentation;

namespace Docs;

/// <summary>The group that <c>module_defaults</c> gives a server to: the modules that call Pulp.</summary>
internal static class ActionGroup
{
    private const string Head = "  pulp:\n";

    /// <summary>The file with the group's members of today; they are the list below its name.</summary>
    public static string In(string runtime, IEnumerable<Subject> subjects)
    {
        var start = runtime.IndexOf(Head, StringComparison.Ordinal);
        if (start < 0)
        {
            throw new WordsException("meta/runtime.yml: no action group pulp");
        }

        start += Head.Length;
        var end = start;
        while (string.CompareOrdinal(runtime, end, "    - ", 0, 6) == 0)
        {
            end = runtime.IndexOf('\n', end) + 1;
        }

        var members = subjects.Where(subject => subject.CallsPulp)
            .Select(subject => $"    - {subject.Name}\n").Order(StringComparer.Ordinal);
        return runtime[..start] + string.Concat(members) + runtime[end..];
    }
}
