// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Pulp.Arguments;

/// <summary>A repository and what belongs to it, as other objects name them.</summary>
internal static class RepositoryArguments
{
    public static readonly Argument<string?> Repository = Argument.Text("repository");

    /// <summary>One version of the repository, by number.</summary>
    public static readonly Argument<long?> Version = Argument.Number("version");

    /// <summary>A dictionary that names one version.</summary>
    public static readonly ArgumentSpec OneVersion = new([Repository with { Required = true }, Version with { Required = true }]);

    /// <summary>The remote that it is tied to, by name.</summary>
    public static readonly Argument<string?> Remote = Argument.Text("remote");
}
