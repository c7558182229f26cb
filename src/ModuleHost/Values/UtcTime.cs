// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;

namespace ModuleHost.Values;

/// <summary>Times as results and APIs have them: <c>2026-11-26T10:00:00Z</c>.</summary>
public static class UtcTime
{
    private const int MostDecimals = 7;

    /// <param name="time">The time, of any offset.</param>
    /// <param name="decimals">How many digits the seconds have behind their point.</param>
    public static string Show(DateTimeOffset time, int decimals = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, MostDecimals);
        var fraction = decimals > 0 ? $".{new string('f', decimals)}" : "";
        return time.UtcDateTime.ToString($"yyyy-MM-dd'T'HH:mm:ss{fraction}'Z'", CultureInfo.InvariantCulture);
    }
}
