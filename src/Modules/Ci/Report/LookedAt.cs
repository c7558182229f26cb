// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Ci.Report;

/// <summary>Something of CI/CD that a task looked at.</summary>
/// <param name="What">Its name in the table.</param>
/// <param name="Kind">How it is judged.</param>
/// <param name="Result">What the task left behind.</param>
/// <param name="Advice">What to do where it is not as it should be.</param>
/// <param name="Expected">Names that should be there.</param>
/// <param name="Now">When.</param>
internal sealed record LookedAt(
    string What, string Kind, SeenResult Result, string Advice, IReadOnlyList<string> Expected, DateTimeOffset Now)
{
    /// <summary>What to set, so that it is looked at.</summary>
    public string HowToLook { get; init; } = "";

    /// <summary>Whether a failure of the task is what it looks for, as of a login that is tried.</summary>
    public bool FailureTells { get; init; }

    /// <summary>Since when it is in its state.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>As a playbook has it.</summary>
    public static LookedAt Of(ArgumentValues entry, DateTimeOffset now) => new(
        entry.Get(LookedAtArguments.What),
        entry.Get(LookedAtArguments.Kind)!,
        new(entry.Get(LookedAtArguments.Seen) as JsonObject),
        entry.Get(LookedAtArguments.Advice)!,
        entry.Get(LookedAtArguments.Expected) ?? [],
        now)
    {
        HowToLook = entry.Get(LookedAtArguments.HowToLook)!,
        FailureTells = entry.Get(LookedAtArguments.FailureTells),
        Since = DateTimeOffset.TryParse(
            entry.Get(LookedAtArguments.Since), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
            ? since
            : null,
    };
}
