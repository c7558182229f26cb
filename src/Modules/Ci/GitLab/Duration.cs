// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.RegularExpressions;
using ModuleHost;

namespace Modules.Ci.GitLab;

/// <summary>How long something takes, as people write it: 3600, 90m, 12h, 1h 30m, 2d.</summary>
internal static partial class Duration
{
    /// <summary>In seconds.</summary>
    /// <exception cref="ModuleException">It is none.</exception>
    public static long Seconds(string name, string text)
    {
        var match = Written().Match(text.Trim());
        if (!match.Success || text.Trim().Length == 0)
        {
            throw new ModuleException($"Give {name} as seconds or like 12h, 90m, 1h 30m: '{text}' is neither.");
        }

        return (Part(match, 1) * 86400) + (Part(match, 2) * 3600) + (Part(match, 3) * 60) + Part(match, 4);
    }

    private static long Part(Match match, int group) =>
        match.Groups[group].Success ? long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A(?:([0-9]{1,4})\s*d\s*)?(?:([0-9]{1,6})\s*h\s*)?(?:([0-9]{1,7})\s*m\s*)?(?:([0-9]{1,9})\s*s?)?\z")]
    private static partial Regex Written();
}
