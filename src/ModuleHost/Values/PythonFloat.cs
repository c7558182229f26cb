using System.Globalization;

namespace ModuleHost.Values;

/// <summary>A float as Python prints it: the shortest digits that read back, an exponent from 1e16 on and below 1e-4.
/// .NET finds the same digits, but changes to an exponent elsewhere, and not at the same place in all its versions.</summary>
internal static class PythonFloat
{
    public static string Repr(double number)
    {
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
