// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modules.Rules;

/// <summary>What Pulp's database can hold. Pulp looks only after it has said yes: the request
/// or its task ends in an error of the server.</summary>
internal static partial class NumberRules
{
    private const double Largest = int.MaxValue;
    private const double LargestFile = 1L << 40;

    public static string? Fits(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.Number && Math.Abs(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)) > Largest
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{value.ToJsonString()} is beyond {Largest}, the most that Pulp can store; it would answer with an error of its own.")
        : null;

    /// <summary>The size of a file, such as 5kb or 1.5MB.</summary>
    public static string? Size(JsonNode value) => TextRules.First(value, text =>
    {
        var match = SizeText().Match(text);
        if (!match.Success
            || !double.TryParse(match.Groups["number"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number))
        {
            return $"'{text}' is not valid (valid units are B/KB/MB/GB/TB), as in 512MB.";
        }

        var bytes = Math.Truncate(number * Math.Pow(1024, "BKMGT".IndexOf(char.ToUpperInvariant(match.Groups["unit"].Value[0]))));
        return bytes <= 0 ? $"'{text}': Chunk size {bytes} is not greater than zero."
            : bytes > LargestFile ? $"'{text}': Chunk size in bytes {bytes} is greater than max-chunk-size {LargestFile}."
            : null;
    });

    [GeneratedRegex(@"\A\s*(?<number>\S+?)\s*(?<unit>[KMGT]?B)\s*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SizeText();
}
