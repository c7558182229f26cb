// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Sandbox.Tests.Conformance;

/// <summary>Exchanges the sandbox is known to answer otherwise than the recorded Pulp, each with its reason.</summary>
internal static class KnownDifferences
{
    /// <summary>Those of one series: a name that agrees by now has to be taken out.</summary>
    public static IEnumerable<string> Of(string file, string series) =>
        Of(file).Where(name => name.StartsWith($"{series}/", StringComparison.Ordinal));

    public static IEnumerable<string> Of(string file)
    {
        using var stream = typeof(KnownDifferences).Assembly.GetManifestResourceStream(file)!;

        return [.. JsonNode.Parse(stream)!.AsObject()
            .SelectMany(reason => reason.Value!.AsArray().Select(name => (string)name!))];
    }
}
