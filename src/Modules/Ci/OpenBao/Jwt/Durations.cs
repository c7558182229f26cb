// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.RegularExpressions;
using ModuleHost;

namespace Modules.Ci.OpenBao.Jwt;

/// <summary>Durations as OpenBao reads them.</summary>
internal static partial class Durations
{
    /// <summary>Seconds of <c>3600</c>, <c>1h30m</c> or <c>10d</c>.</summary>
    /// <exception cref="ModuleException">It is none.</exception>
    public static long Seconds(Argument argument, string text)
    {
        var match = Whole().Match(text.Trim());
        if (!match.Success)
        {
            throw new ModuleException($"Give seconds, or a duration like 1h30m or 10d in {argument.Name}: '{text}' is none.");
        }

        return match.Groups["plain"].Success
            ? long.Parse(match.Groups["plain"].Value, CultureInfo.InvariantCulture)
            : match.Groups["part"].Captures.Sum(part => long.Parse(part.Value[..^1], CultureInfo.InvariantCulture) * part.Value[^1] switch
            {
                'd' => 86400,
                'h' => 3600,
                'm' => 60,
                _ => 1,
            });
    }

    [GeneratedRegex(@"^(?:(?<plain>[0-9]+)|(?<part>[0-9]+[dhms])+)\z")]
    private static partial Regex Whole();
}
