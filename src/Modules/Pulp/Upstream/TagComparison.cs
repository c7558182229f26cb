// SPDX-License-Identifier: GPL-3.0-or-later
using System.IO.Enumeration;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Cryptography;
using Modules.Http;
using Modules.Http.Addresses;
using Modules.Pulp.Content;
using Modules.Pulp.Session;

namespace Modules.Pulp.Upstream;

/// <summary>An image: are there tags that a version lacks, or that lead elsewhere by now?</summary>
internal sealed class TagComparison(PulpSession pulp, UpstreamClient upstream, UpstreamRemote remote, Uri root)
{
    private const int TagsCompared = 200;
    private const int ManifestsAtATime = 4;
    private const int NamesShown = 5;

    private readonly Uri _image = new(root, $"/v2/{remote.ImageName}/");

    public async Task<News> OfAsync(string version, CancellationToken ct)
    {
        var known = await ContentNames.ReadAsync(pulp, remote.Item.Family.Content!, version, ct);
        var named = NamedTags();
        var offered = named ?? [.. (await ListedTagsAsync(ct)).Where(Wanted)];
        var unknown = named is null ? [.. offered.Where(tag => !known.ContainsKey(tag))] : new List<string>();
        if (unknown.Count > 0)
        {
            return new News(true, $"The upstream has {unknown.Count} new tags: {Names(unknown)}.");
        }

        if (offered.Count > TagsCompared)
        {
            return News.Unknown($"there are no new tags, and {offered.Count} are too many to compare one by one.");
        }

        var digests = new string?[offered.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, offered.Count),
            new ParallelOptions { MaxDegreeOfParallelism = ManifestsAtATime, CancellationToken = ct },
            async (at, stop) => digests[at] = await DigestAsync(offered[at], stop));
        List<string> moved =
            [.. offered.Where((tag, at) => digests[at] is { } digest && !known.GetValueOrDefault(tag, []).Contains(digest))];
        List<string> gone = remote.Mirrors
            ? [.. known.Keys.Except(offered.Where((_, at) => digests[at] is not null))]
            : [];
        return moved.Count + gone.Count == 0 ? new News(false, "The upstream has the same tags.")
            : new News(true, string.Join(' ', new[]
            {
                moved.Count > 0 ? $"{moved.Count} tags are new upstream or have moved: {Names(moved)}." : null,
                gone.Count > 0 ? $"{gone.Count} tags are gone upstream: {Names(gone)}." : null,
            }.OfType<string>()));
    }

    /// <summary>Where the item names all its tags nothing need be listed; null where it has patterns or takes all.</summary>
    private List<string>? NamedTags() =>
        remote.IncludeTags is { Count: > 0 } included && included.All(pattern => pattern.IndexOfAny(['*', '?', '[']) < 0)
            ? [.. included.Distinct().Where(Wanted)]
            : null;

    private async Task<List<string>> ListedTagsAsync(CancellationToken ct)
    {
        List<string> all = [];
        var pages = 0;
        for (Uri? page = new(_image, "tags/list"); page is not null; pages++)
        {
            using var response = await upstream.SendAsync(HttpMethod.Get, page, ct);
            _ = response.EnsureSuccessStatusCode();
            var body = JsonNodes.Parse(await response.Content.ReadAsByteArrayAsync(ct)) as JsonObject;
            all.AddRange((body?["tags"] as JsonArray)?.OfType<JsonValue>().Select(tag => tag.ToString()) ?? []);
            if (pages >= Limits.Pages || all.Count > Limits.Tags)
            {
                throw new ModuleException(
                    $"{_image} has more than {(pages >= Limits.Pages ? $"{Limits.Pages} pages of tags" : $"{Limits.Tags} tags")}, "
                        + "many times what images have; no more is read. Name the wanted ones in include_tags.");
            }

            page = NextLink.Of(page, response);
        }

        return all;
    }

    /// <summary>What a tag leads to upstream; null where it is not there.</summary>
    private async Task<string?> DigestAsync(string tag, CancellationToken ct)
    {
        var manifest = new Uri(_image, $"manifests/{Uri.EscapeDataString(tag)}");
        using var head = await upstream.SendAsync(HttpMethod.Head, manifest, ct);
        if (head.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        _ = head.EnsureSuccessStatusCode();
        if (head.Headers.TryGetValues("Docker-Content-Digest", out var values))
        {
            return values.First();
        }

        OpenSsl.Require("The digest of a manifest");
        using var whole = await upstream.SendAsync(HttpMethod.Get, manifest, ct);
        _ = whole.EnsureSuccessStatusCode();
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(await whole.Content.ReadAsByteArrayAsync(ct)));
    }

    /// <summary>Whether the item's filters let a tag through; they are shell patterns.</summary>
    private bool Wanted(string tag)
    {
        var (included, excluded) = (remote.IncludeTags, remote.ExcludeTags);
        return (included.Count == 0 || included.Any(Fits)) && !excluded.Any(Fits);

        bool Fits(string pattern) => FileSystemName.MatchesSimpleExpression(pattern, tag, ignoreCase: false);
    }

    private static string Names(List<string> tags) => string.Join(", ", tags.Take(NamesShown)) + (tags.Count > NamesShown ? ", …" : "");
}
