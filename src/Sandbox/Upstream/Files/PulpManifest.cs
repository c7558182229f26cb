// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text;

namespace Sandbox.Upstream.Files;

/// <summary>A line of PULP_MANIFEST: name, sha256 and size of a file.</summary>
internal sealed record ManifestLine(string RelativePath, string Sha256, long Size);

/// <summary>PULP_MANIFEST: what a folder on a web server offers.</summary>
internal static class PulpManifest
{
    public static IEnumerable<ManifestLine> Parse(byte[] text)
    {
        foreach (var raw in Encoding.UTF8.GetString(text).Split('\n'))
        {
            var line = raw.Trim();
            if (line.Length == 0)
            {
                continue;
            }

            // A name may hold commas.
            var parts = line.Split(',');
            if (parts.Length < 3 || parts[^2].Length != 64 || !long.TryParse(parts[^1], CultureInfo.InvariantCulture, out var size))
            {
                throw new UpstreamException($"Error: PULP_MANIFEST row: '{line}' is not a valid manifest entry");
            }

            yield return new(string.Join(',', parts[..^2]), parts[^2], size);
        }
    }
}
