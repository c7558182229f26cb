// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Pulp.Content;
using Modules.Pulp.Session;

namespace Modules.Pulp.Upstream.Comparisons;

/// <summary>The repomd.xml of a version as it is served. A complete mirror serves the
/// upstream's own; the API tells nothing of it.</summary>
internal sealed class ServedRepomd(PulpSession pulp)
{
    private readonly Lock _lock = new();
    private Task<List<(string Publication, string Folder)>>? _served;

    /// <summary>Those of the publications of a version that are served and may be read; and whether these are all there are.</summary>
    public async Task<(IReadOnlyList<Repomd> Read, bool AreAll)> OfAsync(string version, CancellationToken ct)
    {
        var publications =
            (await pulp.ListAsync("publications/rpm/rpm/", $"repository_version={Uri.EscapeDataString(version)}&fields=pulp_href", ct))
            .Select(publication => (string)publication["pulp_href"]!).ToHashSet();
        List<Repomd> found = [];
        foreach (var (_, folder) in (await ServedAsync(ct)).Where(served => publications.Contains(served.Publication))
            .DistinctBy(served => served.Publication))
        {
            try
            {
                using var response = await pulp.Api.OpenAsync(folder + "repodata/repomd.xml", 0, ct);
                found.Add(await UpstreamData.GuardAsync(
                    $"{folder}repodata/repomd.xml", async () => Repomd.Of(await response.Content.ReadAsByteArrayAsync(ct))));
            }
            catch (ModuleException)
            {
                // A content guard, or the content is served elsewhere: what it holds is compared instead.
            }
        }

        return (found, publications.Count > 0 && found.Count == publications.Count);
    }

    /// <summary>What distributions serve; asked once for all items.</summary>
    private Task<List<(string Publication, string Folder)>> ServedAsync(CancellationToken ct)
    {
        lock (_lock)
        {
            return _served ??= ReadAsync(ct);
        }
    }

    private async Task<List<(string Publication, string Folder)>> ReadAsync(CancellationToken ct) =>
    [
        .. (await pulp.ListAsync("distributions/rpm/rpm/", "fields=publication,base_url,base_path", ct))
            .Where(distribution => distribution["publication"] is not null)
            .Select(distribution => ((string)distribution["publication"]!, ServedFolder.Of(pulp.Api, distribution))),
    ];
}
