// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using Modules.Pulp.Session;

namespace Modules.Pulp.Upstream.Comparisons;

/// <summary>
/// An RPM repository. Pulp keeps the checksum of the repomd.xml of the last sync to itself. A complete mirror serves that very
/// file; of others the units are compared that it leads to.
/// </summary>
internal sealed class RpmComparison(PulpSession pulp, UpstreamClient upstream, UpstreamRemote remote, Uri root, ServedRepomd served)
{
    /// <summary>Whether the repository drops old packages: then a version holds less than its upstream on purpose.</summary>
    public bool KeepsFew { get; init; }

    public async Task<News> OfAsync(string version, CancellationToken ct)
    {
        using var response = await upstream.SendAsync(HttpMethod.Get, new Uri(root, "repodata/repomd.xml"), ct);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return News.Unknown("the URL has no repodata/repomd.xml; it may be a list of mirrors.");
        }

        _ = response.EnsureSuccessStatusCode();
        var repomd = await UpstreamData.GuardAsync(
            $"{root}repodata/repomd.xml", async () => Repomd.Of(await response.Content.ReadAsByteArrayAsync(ct)));
        var (mirrors, areAll) = remote.MirrorsMetadata ? await served.OfAsync(version, ct) : ([], false);
        if (mirrors.Any(mirror => mirror.Bytes.AsSpan().SequenceEqual(repomd.Bytes)))
        {
            return new News(false, $"The upstream's repomd.xml, revision {repomd.Revision}, is the one that is served.");
        }

        var (differences, same) = (new List<string>(), new List<string>());
        foreach (var part in RpmPart.All.Where(part => remote.Mirrors || repomd.Files.ContainsKey(part.Type)))
        {
            var difference = await DifferenceAsync(part, repomd.Files.GetValueOrDefault(part.Type), version, ct);
            (difference is null ? same : differences).Add(difference ?? part.Noun);
        }

        if (differences.Count > 0)
        {
            var differing = string.Join("; ", differences);
            return KeepsFew
                ? News.Unknown($"retain_package_versions keeps old packages out, and the upstream differs: {differing}.")
                : new News(true, $"The upstream, revision {repomd.Revision}, differs: {differing}.");
        }

        var shared = string.Join(", ", same);
        if (!remote.MirrorsMetadata)
        {
            return new News(false, $"The upstream has the same {shared}.");
        }

        // A complete mirror serves the upstream's file: where all that is served could be read, it is another one.
        return areAll
            ? new News(
                true,
                $"The upstream's repomd.xml, revision {repomd.Revision}, is not the one that is served, revision {mirrors[0].Revision}; "
                    + $"its {shared} are the same.")
            : News.Unknown(
                $"the {shared} are the same; repomd.xml cannot be compared, since not every publication of this version "
                    + "is served, or not to everybody.");
    }

    /// <summary>How the units of a part differ; null where a sync would change nothing.</summary>
    private async Task<string?> DifferenceAsync(RpmPart part, string? file, string version, CancellationToken ct)
    {
        var known = (await pulp.ListAsync(
            part.Path, $"repository_version={Uri.EscapeDataString(version)}&fields={string.Join(',', part.Fields)}", ct))
            .Select(part.Key).ToHashSet();
        var offered = file is null ? [] : await OfferedAsync(part, file, ct);
        if (remote.SkipsSources)
        {
            _ = offered.RemoveWhere(unit => part.Type == "primary" && unit.EndsWith(" src", StringComparison.Ordinal));
        }

        var (added, gone) = (offered.Except(known).Count(), remote.Mirrors ? known.Except(offered).Count() : 0);
        return added + gone == 0
            ? null
            : $"{part.Noun} "
                + $"({string.Join(", ", new[] { added > 0 ? $"{added} new" : null, gone > 0 ? $"{gone} gone" : null }.OfType<string>())})";
    }

    private async Task<HashSet<string>> OfferedAsync(RpmPart part, string file, CancellationToken ct)
    {
        var address = UpstreamPaths.Below(root, file);
        using var response = await upstream.OpenAsync(address, ct);
        _ = response.EnsureSuccessStatusCode();
        return await UpstreamData.GuardAsync(address.GetLeftPart(UriPartial.Path), async () =>
        {
            await using var unpacked = Unpacked.Of(await response.Content.ReadAsStreamAsync(ct), address.AbsolutePath);
            return await part.ReadAsync(unpacked);
        });
    }
}
