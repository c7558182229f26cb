// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.RegularExpressions;

namespace Modules.Ci.GitLab;

/// <summary>Which values GitLab hides in the logs of jobs.</summary>
internal static partial class Masking
{
    /// <param name="value">The variable's value.</param>
    /// <param name="raw">Whether GitLab leaves <c>$</c> in it alone; then it hides more.</param>
    public static bool Allows(string value, bool raw) => raw ? Raw().IsMatch(value) : Expanded().IsMatch(value);

    [GeneratedRegex(@"\A[a-zA-Z0-9_+=/@:.~-]{8,}\z")]
    private static partial Regex Expanded();

    [GeneratedRegex(@"\A\S{8,}\z")]
    private static partial Regex Raw();
}
