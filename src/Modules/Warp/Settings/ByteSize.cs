// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.RegularExpressions;

namespace Modules.Warp.Settings;

/// <summary>Sizes as Docker's command line takes them: 7G, 60mb.</summary>
internal static partial class ByteSize
{
    private const string Units = "kmgtp";

    /// <summary>In bytes; null for what is no size.</summary>
    public static long? Parse(string written)
    {
        var match = Size().Match(written.ToLowerInvariant());
        if (!match.Success)
        {
            return null;
        }

        var power = match.Groups["unit"].Value is [var unit] ? Units.IndexOf(unit, StringComparison.Ordinal) + 1 : 0;
        var bytes = decimal.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * (1L << (10 * power));
        return bytes is >= 1 and <= long.MaxValue ? (long)bytes : null;
    }

    [GeneratedRegex(@"^(?<number>[0-9]{1,13}(?:\.[0-9]{1,6})?) ?(?<unit>[kmgtp]?)(?:i?b)?$")]
    private static partial Regex Size();
}
