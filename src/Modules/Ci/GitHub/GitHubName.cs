// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using ModuleHost;

namespace Modules.Ci.GitHub;

/// <summary>GitHub's rule for names of secrets and variables, which it keeps in upper case.</summary>
internal static partial class GitHubName
{
    public static readonly Argument<string> Name = Argument.RequiredText("name");

    /// <exception cref="ModuleException">It is none.</exception>
    public static string Of(Invocation run) =>
        Rule().IsMatch(run.Get(Name)) && !run.Get(Name).StartsWith("GITHUB_", StringComparison.OrdinalIgnoreCase)
            ? run.Get(Name).ToUpperInvariant()
            : throw new ModuleException(
                $"Give another name than '{run.Get(Name)}': GitHub takes letters, digits and underscores only, "
                    + "no digit first, and nothing that begins with GITHUB_.");

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Rule();
}
