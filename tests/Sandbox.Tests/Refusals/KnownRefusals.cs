// SPDX-License-Identifier: GPL-3.0-or-later
namespace Sandbox.Tests.Refusals;

/// <summary>Values that the sandbox is known to treat otherwise, below the reason why.</summary>
internal static class KnownRefusals
{
    /// <summary>Those of one entity.</summary>
    public static IEnumerable<string> Of(string entity)
    {
        using var lines = new StreamReader(typeof(KnownRefusals).Assembly.GetManifestResourceStream("refusals.txt")!);
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith($"{entity} ", StringComparison.Ordinal))
            {
                yield return line;
            }
        }
    }
}
