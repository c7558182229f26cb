// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Pulp.Arguments;

/// <summary>Arguments of distributions that are read one by one, beside the fields made of them.</summary>
internal static class DistributionArguments
{
    public static readonly Argument<string?> BasePath = Argument.Text("base_path");

    /// <summary>What is served, by href.</summary>
    public static readonly Argument<string?> Publication = Argument.Text("publication");

    /// <summary>The distribution that serves already what shall be served, by name.</summary>
    public static readonly Argument<string?> Distribution = Argument.Text("distribution");

    /// <summary>Nothing is done where another distribution serves the same.</summary>
    public static readonly Argument<bool?> SkipExisting = Argument.Flag("skip_existing");
}
