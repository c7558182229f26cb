// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;
using ModuleHost;

namespace Modules.Ci.Workflows.Settings;

/// <summary>GitHub's rule for names of secrets and variables.</summary>
internal static partial class SecretName
{
    public static bool Is(string name) => Name().IsMatch(name) && !name.StartsWith("GITHUB_", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="ModuleException">It is none.</exception>
    public static string Checked(string name, string what) =>
        Is(name)
            ? name
            : throw new ModuleException(
                $"{what} is '{name}': names of secrets and variables have letters, digits and underscores only, "
                    + "begin with no digit and not with GITHUB_.");

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Name();
}
