using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ModuleHost;
using Modules.Pulp.Api;
using Modules.Pulp.Engine;
using Modules.Pulp.Lists;

namespace Modules.Pulp.Upstream;

/// <summary>For check mode: compares what the upstream offers with what the latest version holds, and says so where that does not tell.</summary>
internal static class Comparison
{
    private const int TagsCompared = 200;
    private const int ManifestsAtATime = 4;

    /// <param name="pulp">The server that has the repository.</param>
    /// <param name="item">The repository.</param>
    /// <param name="version">Its latest version; null where there is none yet.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<News> OfAsync(PulpSession pulp, Item item, string? version, CancellationToken ct)
    {
        if (version is null || version.StartsWith(Step.Pretended, StringComparison.Ordinal) || version.EndsWith("/versions/0/", StringComparison.Ordinal))
        {
            return new News(true, "Nothing was synced yet.");
        }

        if (UpstreamPaths.Base(item) is not { } root)
        {
            return News.Unknown("the item has no URL of the web.");
        }

        try
        {
            using var upstream = UpstreamClient.For(item);
            return item.Family.Name switch
            {
                "container" => await TagsAsync(pulp, upstream, item, root, version, ct),
                "deb" => await ReleasesAsync(pulp, upstream, item, root, version, ct),
                "file" => await FilesAsync(pulp, upstream, item, version, ct),
                "rpm" => News.Unknown("Pulp does not tell which repomd.xml a version was made from."),
                _ => News.Unknown("this kind of upstream has nothing to compare."),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or ModuleException || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return News.Unknown($"the upstream cannot be asked from here: {failure.Message}");
        }
    }

    private static async Task<News> TagsAsync(PulpSession pulp, UpstreamClient upstream, Item item, Uri root, string version, CancellationToken ct)
    {
        var here = await pulp.ListAsync("content/container/tags/", $"repository_version={Uri.EscapeDataString(version)}&fields=name,tagged_manifest", ct);
        var digests = (await pulp.ListAsync("content/container/manifests/", $"repository_version={Uri.EscapeDataString(version)}&fields=pulp_href,digest", ct))
            .ToDictionary(manifest => (string)manifest["pulp_href"]!, manifest => (string?)manifest["digest"]);
        var known = here.ToDictionary(tag => (string)tag["name"]!, tag => digests.GetValueOrDefault((string?)tag["tagged_manifest"] ?? ""));
        var image = new Uri(root, $"/v2/{UpstreamPaths.ImageName(item)}/");
        var offered = (await OfferedTagsAsync(upstream, image, ct)).Where(tag => Wanted(item, tag)).ToList();
        var unknown = offered.Where(tag => !known.ContainsKey(tag)).ToList();
        if (unknown.Count > 0)
        {
            return new News(true, $"The upstream has {unknown.Count} new tags: {string.Join(", ", unknown.Take(5))}{(unknown.Count > 5 ? ", …" : "")}.");
        }

        if (offered.Count > TagsCompared)
        {
            return News.Unknown($"there are no new tags, and {offered.Count} are too many to compare one by one.");
        }

        var moved = 0;
        await Parallel.ForEachAsync(offered, new ParallelOptions { MaxDegreeOfParallelism = ManifestsAtATime, CancellationToken = ct }, async (tag, stop) =>
        {
            using var response = await upstream.SendAsync(HttpMethod.Head, new Uri(image, $"manifests/{tag}"), stop);
            var digest = response.Headers.TryGetValues("Docker-Content-Digest", out var values) ? values.FirstOrDefault() : null;
            if (digest is null || digest != known[tag])
            {
                _ = Interlocked.Increment(ref moved);
            }
        });
        return moved > 0 ? new News(true, $"{moved} tags have moved upstream.") : new News(false, "The upstream has the same tags.");
    }

    private static async Task<List<string>> OfferedTagsAsync(UpstreamClient upstream, Uri image, CancellationToken ct)
    {
        List<string> all = [];
        for (Uri? page = new(image, "tags/list"); page is not null;)
        {
            using var response = await upstream.SendAsync(HttpMethod.Get, page, ct);
            _ = response.EnsureSuccessStatusCode();
            all.AddRange((HttpFailure.Json(await response.Content.ReadAsStringAsync(ct))?["tags"] as JsonArray)?.Select(tag => (string)tag!) ?? []);
            var next = response.Headers.TryGetValues("Link", out var links) ? Regex.Match(string.Join(',', links), "<([^>]+)>; *rel=\"?next") : Match.Empty;
            page = next.Success ? new Uri(page, next.Groups[1].Value) : null;
        }

        return all;
    }

    private static async Task<News> ReleasesAsync(PulpSession pulp, UpstreamClient upstream, Item item, Uri root, string version, CancellationToken ct)
    {
        OpenSsl.Require("The checksum of a Release file");
        var known = (await pulp.ListAsync("content/deb/release_files/", $"repository_version={Uri.EscapeDataString(version)}&fields=sha256", ct))
            .Select(file => (string?)file["sha256"]).ToHashSet();
        foreach (var distribution in UpstreamPaths.Distributions(item))
        {
            // Pulp keeps the sum of whichever of the two it read.
            var sums = new[] { await SumAsync("InRelease"), await SumAsync("Release") }.OfType<string>().ToList();
            if (sums.Count == 0)
            {
                return News.Unknown($"{distribution} has no Release file.");
            }

            if (!sums.Any(known.Contains))
            {
                return new News(true, $"The Release file of {distribution} has changed.");
            }

            async Task<string?> SumAsync(string file)
            {
                using var response = await upstream.SendAsync(HttpMethod.Get, UpstreamPaths.Release(root, distribution, file), ct);
                return response.StatusCode == HttpStatusCode.OK ? Convert.ToHexStringLower(SHA256.HashData(await response.Content.ReadAsByteArrayAsync(ct))) : null;
            }
        }

        return new News(false, "The Release files are the same.");
    }

    private static async Task<News> FilesAsync(PulpSession pulp, UpstreamClient upstream, Item item, string version, CancellationToken ct)
    {
        var known = (await pulp.ListAsync("content/file/files/", $"repository_version={Uri.EscapeDataString(version)}&fields=relative_path,sha256", ct))
            .Select(file => $"{file["relative_path"]},{file["sha256"]}").ToHashSet();
        using var response = await upstream.SendAsync(HttpMethod.Get, new Uri(item.Text("url")!), ct);
        _ = response.EnsureSuccessStatusCode();
        var offered = (await response.Content.ReadAsStringAsync(ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => string.Join(',', line.Split(',').Take(2).Select(part => part.Trim()))).ToHashSet();
        var (added, gone) = (offered.Except(known).Count(), item.Flag("mirror") == true ? known.Except(offered).Count() : 0);
        return added + gone > 0
            ? new News(true, string.Create(CultureInfo.InvariantCulture, $"The upstream has {added} new or changed files{(gone > 0 ? $", and no longer has {gone}" : "")}."))
            : new News(false, "The upstream has the same files.");
    }

    /// <summary>Whether the item's filters let a tag through; they are shell patterns.</summary>
    private static bool Wanted(Item item, string tag)
    {
        var (included, excluded) = (Patterns("include_tags"), Patterns("exclude_tags"));
        return (included.Count == 0 || included.Any(Fits)) && !excluded.Any(Fits);

        List<string> Patterns(string option) => [.. (item.Values[option] as JsonArray)?.Select(each => (string)each!) ?? []];
        bool Fits(string pattern) => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, tag, ignoreCase: false);
    }
}
