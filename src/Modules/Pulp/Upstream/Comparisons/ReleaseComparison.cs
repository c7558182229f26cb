// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Modules.Cryptography;
using Modules.Pulp.Session;

namespace Modules.Pulp.Upstream.Comparisons;

/// <summary>A Debian archive: are the Release files those that a version holds? Every other file hangs on them by its checksum.</summary>
internal sealed class ReleaseComparison(PulpSession pulp, UpstreamClient upstream, UpstreamRemote remote, Uri root)
{
    public async Task<News> OfAsync(string version, CancellationToken ct)
    {
        OpenSsl.Require("The checksum of a Release file");
        var known = await KnownAsync(version, ct);
        if (remote.Distributions.Count == 0)
        {
            return News.Unknown("the item names no distributions.");
        }

        foreach (var distribution in remote.Distributions)
        {
            // Pulp prefers the one that is signed within.
            var sum = await SumAsync(distribution, "InRelease", ct) ?? await SumAsync(distribution, "Release", ct);
            if (sum is null)
            {
                return News.Unknown($"{distribution} has neither InRelease nor Release upstream.");
            }

            if (!known.Contains(sum))
            {
                return new News(true, $"The Release file of {distribution} has changed.");
            }
        }

        return new News(false, "The Release files are the same.");
    }

    /// <summary>The checksums of the files that a version's releases were read from. Pulp tells them of artifacts only.</summary>
    private async Task<HashSet<string>> KnownAsync(string version, CancellationToken ct)
    {
        var files =
            await pulp.ListAsync("content/deb/release_files/", $"repository_version={Uri.EscapeDataString(version)}&fields=artifacts", ct);
        HashSet<string> sums = [];
        foreach (var href in files.SelectMany(file => file["artifacts"] as JsonObject ?? []).Select(artifact => (string?)artifact.Value)
            .OfType<string>()
            .Distinct())
        {
            _ = sums.Add((string?)(await pulp.Api.GetAsync(href, ct)).Body!["sha256"] ?? "");
        }

        return sums;
    }

    private async Task<string?> SumAsync(string distribution, string file, CancellationToken ct)
    {
        using var response = await upstream.SendAsync(HttpMethod.Get, UpstreamPaths.Release(root, distribution, file), ct);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        _ = response.EnsureSuccessStatusCode();
        return Convert.ToHexStringLower(SHA256.HashData(await response.Content.ReadAsByteArrayAsync(ct)));
    }
}
