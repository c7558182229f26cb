// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Lists.Running;

/// <summary>The options that all list modules have.</summary>
internal static class ListOptions
{
    public static readonly Argument<string?> Concurrency = Argument.Text("concurrency") with { Default = "auto" };
    public static readonly Argument<long> Retries = Argument.Number("retries", otherwise: 3) with { Minimum = 0 };
    public static readonly Argument<string?> OnAbort = Argument.Choice("on_abort", "leave", "cancel") with { Default = "leave" };

    public static readonly Argument<string?> ShowResults = Argument.Choice("show_results", "short", "all") with { Default = "short" };

    public static readonly IReadOnlyList<Argument> All = [Concurrency, Retries, OnAbort, ShowResults, Problems.Strict];

    /// <summary>Whether the answer has each item in full.</summary>
    public static bool ShowsAll(Invocation run) => run.Get(ShowResults) == "all";

    /// <summary>How many tasks at a time; null for as many as the server can use.</summary>
    /// <exception cref="ModuleException">Neither a number nor auto.</exception>
    public static int? Limit(Invocation run) => run.Get(Concurrency) switch
    {
        null or "" or "auto" => null,
        var text when int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0 => number,
        var text => throw new ModuleException($"concurrency is '{text}'. Give auto, or how many tasks may run at a time, from 1 on."),
    };
}
