// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;

namespace ModuleHost.Values;

/// <summary>A float as Python prints it: the shortest digits that read back, an exponent from 1e16 on and below 1e-4.
/// .NET finds the same digits, but changes to an exponent elsewhere, and not at the same place in all its versions.</summary>
internal static class PythonFloat
{
    /// <summary>What <c>NaN</c> is read as, see <see cref="JsonText"/>: no JSON has it, and no other reading gives it.</summary>
    public const string NotANumber = "-0e9999";

    /// <summary>A number of JSON; beyond the largest there is, infinity.</summary>
    public static double Of(JsonNode number) => number.ToJsonString() is var text && text == NotANumber
        ? double.NaN
        : double.Parse(text, CultureInfo.InvariantCulture);

    public static string Repr(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "nan" : number < 0 ? "-inf" : "inf";
        }

        var sign = double.IsNegative(number) ? "-" : "";
        if (number == 0)
        {
            return sign + "0.0";
        }

        var parts = Math.Abs(number).ToString("E16", CultureInfo.InvariantCulture).Split('E');
        var exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
        var digits = Shortest(Math.Abs(number));
        return sign + exponent switch
        {
            < -4 or >= 16 => digits[..1] + (digits.Length > 1 ? "." + digits[1..] : "")
                + $"e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}",
            < 0 => "0." + new string('0', -exponent - 1) + digits,
            _ when digits.Length <= exponent + 1 => digits.PadRight(exponent + 1, '0') + ".0",
            _ => digits[..(exponent + 1)] + "." + digits[(exponent + 1)..],
        };
    }

    /// <summary>The significant digits, without a point and without zeros around them.</summary>
    private static string Shortest(double number) =>
        number.ToString("R", CultureInfo.InvariantCulture).Split('E')[0].Replace(".", "", StringComparison.Ordinal).Trim('0');
}
