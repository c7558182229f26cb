// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.RegularExpressions;

namespace CiSandbox.OpenBao.Http;

/// <summary>Durations as Go and OpenBao read and write them.</summary>
internal static partial class Durations
{
    /// <summary>Seconds of a number, or of a text with units.</summary>
    /// <exception cref="FormatException">In Go's words.</exception>
    public static long Parse(string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            throw new FormatException($"time: missing unit in duration \"{text}\"");
        }

        var match = Whole().Match(text);
        if (!match.Success)
        {
            throw new FormatException($"time: invalid duration \"{text}\"");
        }

        var total = match.Groups["part"].Captures.Select(part => part.Value).Sum(part =>
            double.Parse(part.TrimEnd('d', 'h', 'm', 's', 'n', 'u', 'µ'), CultureInfo.InvariantCulture) * Factor(part));
        return (long)(match.Groups["sign"].Value == "-" ? -total : total);
    }

    /// <summary><c>24h0m0s</c>.</summary>
    public static string Text(long seconds) => seconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}m{seconds % 60}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}h{seconds / 60 % 60}m{seconds % 60}s"),
    };

    private static double Factor(string part) => part switch
    {
        _ when part.EndsWith("ms", StringComparison.Ordinal) => 0.001,
        [.., 'd'] => 86400,
        [.., 'h'] => 3600,
        [.., 'm'] => 60,
        _ when part.EndsWith("ns", StringComparison.Ordinal) || part.EndsWith("us", StringComparison.Ordinal) => 0,
        _ => 1,
    };

    [GeneratedRegex(@"^(?<sign>[-+]?)(?<part>[0-9]+(?:\.[0-9]*)?(?:ns|us|µs|ms|s|m|h|d))+\z")]
    private static partial Regex Whole();
}
