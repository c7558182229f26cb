// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using Modules.Pulp.Session;

namespace Modules.Pulp.Upstream.Comparisons;

/// <summary>Files: does the upstream's PULP_MANIFEST list anything that a version lacks?</summary>
internal sealed class ManifestComparison(PulpSession pulp, UpstreamClient upstream, UpstreamRemote remote)
{
    public async Task<News> OfAsync(string version, CancellationToken ct)
    {
        var known = (await pulp.ListAsync(
            "content/file/files/", $"repository_version={Uri.EscapeDataString(version)}&fields=relative_path,sha256", ct))
            .Select(file => $"{file["relative_path"]},{file["sha256"]}").ToHashSet();
        using var response = await upstream.SendAsync(HttpMethod.Get, new Uri(remote.Url), ct);
        _ = response.EnsureSuccessStatusCode();
        var offered = (await response.Content.ReadAsStringAsync(ct)).Split(
            '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => string.Join(',', line.Split(',').Take(2).Select(part => part.Trim()))).ToHashSet();
        var (added, gone) = (offered.Except(known).Count(), remote.Mirrors ? known.Except(offered).Count() : 0);
        return added + gone > 0
            ? new News(
                true,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The upstream has {added} new or changed files{(gone > 0 ? $", and no longer has {gone}" : "")}."))
            : new News(false, "The upstream has the same files.");
    }
}
