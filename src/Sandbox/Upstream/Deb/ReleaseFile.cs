// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text;

namespace Sandbox.Upstream.Deb;

/// <summary>A Release or InRelease file: what a distribution has, and the checksums of its indexes.</summary>
internal sealed record ReleaseFile(
    string? Codename,
    string? Suite,
    IReadOnlyList<string> Components,
    IReadOnlyList<string> Architectures,
    IReadOnlyDictionary<string, string> Sha256)
{
    public string? Origin { get; private init; }
    public string? Label { get; private init; }
    public string? Version { get; private init; }
    public string? Description { get; private init; }

    public static ReleaseFile Parse(byte[] text, Uri url)
    {
        // An InRelease wraps its one paragraph in a signature, whose armour has no field of ours.
        var merged = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in Deb822.Paragraphs(WithoutArmour(text)).SelectMany(paragraph => paragraph))
        {
            merged.TryAdd(name, value);
        }

        if (!merged.ContainsKey("SHA256") && !merged.ContainsKey("Suite") && !merged.ContainsKey("Codename") && !merged.ContainsKey("Date"))
        {
            throw new UpstreamException($"The Release file at '{url}' is not one: it has neither Suite, Codename nor checksums");
        }

        return new(merged.GetValueOrDefault("Codename"), merged.GetValueOrDefault("Suite"),
            Words(merged.GetValueOrDefault("Components")),
            Words(merged.GetValueOrDefault("Architectures")),
            Sums(merged.GetValueOrDefault("SHA256")))
        {
            Origin = merged.GetValueOrDefault("Origin"),
            Label = merged.GetValueOrDefault("Label"),
            Version = merged.GetValueOrDefault("Version"),
            Description = merged.GetValueOrDefault("Description"),
        };
    }

    public static string[] Words(string? list) => (list ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static Dictionary<string, string> Sums(string? lines)
    {
        var sums = new Dictionary<string, string>();
        foreach (var line in (lines ?? "").Split('\n'))
        {
            if (Words(line) is [var sum, _, var path])
            {
                sums[path] = sum;
            }
        }

        return sums;
    }

    private static byte[] WithoutArmour(byte[] text)
    {
        const string Signature = "-----BEGIN PGP SIGNATURE-----";
        var plain = Encoding.UTF8.GetString(text);
        var end = plain.IndexOf(Signature, StringComparison.Ordinal);
        return end < 0 ? text : Encoding.UTF8.GetBytes(plain[..end]);
    }
}
