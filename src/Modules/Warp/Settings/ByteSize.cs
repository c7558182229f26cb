// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.RegularExpressions;
using ModuleHost;

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

    /// <summary>An argument that is one, in bytes.</summary>
    /// <exception cref="ModuleException">It is none.</exception>
    public static long Of(Invocation run, Argument<string?> argument) => Parse(run.Get(argument)!) ?? throw new ModuleException(
        $"Set {argument.EnvironmentVariable} ({argument.Name}) to a size such as {argument.Default}: it is '{run.Get(argument)}'.");

    [GeneratedRegex(@"^(?<number>[0-9]{1,13}(?:\.[0-9]{1,6})?) ?(?<unit>[kmgtp]?)(?:i?b)?\z")]
    private static partial Regex Size();
}
