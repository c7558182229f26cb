// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.RegularExpressions;
using ModuleHost;

namespace Modules.Builder.Volumes;

/// <summary>Sizes as LVM and kayobe write them: <c>4G</c>, <c>500m</c>, <c>max</c>.</summary>
internal static partial class VolumeSize
{
    private const string Units = "kmgt";

    /// <returns>Bytes; null for <c>max</c>.</returns>
    /// <exception cref="ModuleException">It is no size, or one that would be added anew with each run.</exception>
    public static long? Parse(string volume, string size)
    {
        if (size == "max")
        {
            return null;
        }

        return Bytes(size) ?? throw new ModuleException(
            $"Give volume {volume} a size such as 4G or 500m, or max for all that is free: '{size}' is none. "
                + "Sizes with '+' or '%' would grow it again with each run.");
    }

    /// <summary>A size that a disk can have, in bytes; null where it is none.</summary>
    public static long? Bytes(string size)
    {
        if (Size().Match(size) is not { Success: true } match)
        {
            return null;
        }

        var unit = Units.IndexOf(match.Groups["unit"].Value.ToLowerInvariant(), StringComparison.Ordinal) + 1;
        var bytes = decimal.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * (1L << (10 * unit));
        return bytes is > 0 and < long.MaxValue ? (long)bytes : null;
    }

    [GeneratedRegex(@"^(?<number>[0-9]{1,12}(\.[0-9]{1,6})?)(?<unit>[kmgtKMGT])(i?[bB])?\z")]
    private static partial Regex Size();
}
