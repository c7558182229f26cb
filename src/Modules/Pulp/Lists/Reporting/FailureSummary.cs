// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using Modules.Pulp.Arguments;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Lists.Reporting;

/// <summary>Why items failed, said once for all that failed alike.</summary>
internal static partial class FailureSummary
{
    private const int NamesShown = 5;
    private const int CausesShown = 5;

    /// <summary>What Ansible says of a loop in which something failed: the older roles were loops, and scripts look for it.</summary>
    private const string LoopWords = " One or more items failed";

    public static string Message(IReadOnlyList<ItemResult> results)
    {
        var failed = results.Where(result => result.Failure is not null).ToList();
        var shared = failed.CountBy(result => result.Failure!.Message).Where(pair => pair.Value > 1).Select(pair => pair.Key).ToHashSet();
        var causes = failed.GroupBy(result => result.Failure!.Cause is SharedCause cause ? cause
                : shared.Contains(result.Failure.Message) ? result.Failure.Message
                : (object)Cause(result))
            .OrderByDescending(group => group.Count())
            .ToList();
        return $"{failed.Count} of {results.Count} items failed. "
            + string.Join(" | ", causes.Take(CausesShown).Select(group => $"{Names([.. group])}: {group.First().Failure!.Message}"))
            + (causes.Count > CausesShown ? $" | and {causes.Count - CausesShown} other causes, see results." : "")
            + LoopWords;
    }

    private static string Names(IReadOnlyList<ItemResult> group) => group.Count == 1
        ? group[0].Item.Label
        : $"{group.Count} items "
            + $"({string.Join(", ", group.Take(NamesShown).Select(result => result.Item.Label))}"
            + $"{(group.Count > NamesShown ? ", …" : "")})";

    /// <summary>The message without what differs from item to item: the item's own name and path, hrefs, temporary names.</summary>
    private static string Cause(ItemResult result)
    {
        var message = result.Failure!.Message;
        if (Uri.TryCreate(result.Item.Get(RemoteArguments.Url), UriKind.Absolute, out var url) && url.AbsolutePath.Trim('/').Length > 0)
        {
            message = message.Replace(url.AbsolutePath.Trim('/'), "…", StringComparison.Ordinal);
        }

        return Passing().Replace(message.Replace(result.Item.Name, "…", StringComparison.Ordinal), "…");
    }

    /// <summary>Identities, and what exists for a moment: files of Python's tempfile, workers, addresses in memory.</summary>
    [GeneratedRegex(
        @"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\btmp[a-z0-9_]{8}\b|\b[0-9]+@[A-Za-z0-9.-]+|\b0x[0-9a-f]{6,}\b")]
    private static partial Regex Passing();
}
