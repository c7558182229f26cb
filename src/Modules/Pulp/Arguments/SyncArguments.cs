// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Pulp.Arguments;

/// <summary>What a sync is told, as far as it is read beside being sent.</summary>
internal static class SyncArguments
{
    /// <summary>Of an item: whether it is synced at all.</summary>
    public static readonly Argument<bool?> Wanted = Argument.Flag("sync");

    /// <summary>What is no longer upstream is removed.</summary>
    public static readonly Argument<bool?> Mirror = Argument.Flag("mirror");

    /// <summary>The same for RPM repositories, in three degrees.</summary>
    public static readonly Argument<string?> Policy =
        Argument.Choice("sync_policy", "additive", "mirror_complete", "mirror_content_only") with { Default = "additive" };

    /// <summary>Of RPM repositories: what is left out.</summary>
    public static readonly Argument<IReadOnlyList<string>?> SkipTypes = Argument.TextList("skip_types");
}
