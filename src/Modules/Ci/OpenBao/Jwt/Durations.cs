// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.RegularExpressions;
using ModuleHost;

namespace Modules.Ci.OpenBao.Jwt;

/// <summary>Durations as OpenBao reads them.</summary>
internal static partial class Durations
{
    /// <summary>As many as OpenBao counts, in nanoseconds of 63 bits: 292 years.</summary>
    private const long Most = 9_223_372_036;

    /// <summary>Seconds of <c>3600</c>, <c>1h30m</c> or <c>10d</c>.</summary>
    /// <exception cref="ModuleException">It is none.</exception>
    public static long Seconds(Argument argument, string text)
    {
        var match = Whole().Match(text.Trim());
        if (!match.Success)
        {
            throw new ModuleException($"Give seconds, or a duration like 1h30m or 10d in {argument.Name}: '{text}' is none.");
        }

        var seconds = match.Groups["plain"].Success
            ? decimal.Parse(match.Groups["plain"].Value, CultureInfo.InvariantCulture)
            : match.Groups["part"].Captures.Sum(part =>
                decimal.Parse(part.Value[..^1], CultureInfo.InvariantCulture) * Unit(part.Value[^1]));
        return seconds <= Most
            ? (long)seconds
            : throw new ModuleException($"Give less in {argument.Name}: '{text}' is more than OpenBao can count, which is 292 years.");
    }

    private static int Unit(char letter) => letter switch
    {
        'd' => 86400,
        'h' => 3600,
        'm' => 60,
        _ => 1,
    };

    [GeneratedRegex(@"^(?:(?<plain>[0-9]{1,20})|(?<part>[0-9]{1,20}[dhms]){1,8})\z")]
    private static partial Regex Whole();
}
