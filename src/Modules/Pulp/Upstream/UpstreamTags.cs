// SPDX-License-Identifier: GPL-3.0-or-later
using System.IO.Enumeration;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Cryptography;
using Modules.Http;
using Modules.Http.Addresses;

namespace Modules.Pulp.Upstream;

/// <summary>The tags of an item's image in its registry.</summary>
internal sealed class UpstreamTags(UpstreamClient upstream, UpstreamRemote remote, Uri root)
{
    /// <summary>The image's address.</summary>
    public Uri Image { get; } = new(root, $"/v2/{remote.ImageName}/");

    /// <summary>What the item lets through; empty for all.</summary>
    public IReadOnlyList<string> Included { get; } = remote.IncludeTags;

    private IReadOnlyList<string> Excluded { get; } = remote.ExcludeTags;

    /// <summary>Where the item names all its tags nothing need be listed; null where it has patterns or takes all.</summary>
    public IReadOnlyList<string>? Named => Included.Count > 0 && Included.All(IsName) ? [.. Included.Distinct().Where(Wants)] : null;

    /// <summary>Whether a filter is a tag, not a pattern.</summary>
    public static bool IsName(string pattern) => pattern.IndexOfAny(['*', '?', '[']) < 0;

    /// <summary>Whether a filter, which is a shell pattern, lets a tag through.</summary>
    public static bool Fits(string pattern, string tag) => FileSystemName.MatchesSimpleExpression(pattern, tag, ignoreCase: false);

    /// <summary>Whether the item's filters let a tag through.</summary>
    public bool Wants(string tag) =>
        (Included.Count == 0 || Included.Any(pattern => Fits(pattern, tag))) && !Excluded.Any(pattern => Fits(pattern, tag));

    /// <summary>All tags there are.</summary>
    /// <exception cref="ModuleException">There are too many.</exception>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken ct)
    {
        List<string> all = [];
        var pages = 0;
        for (Uri? page = new(Image, "tags/list"); page is not null; pages++)
        {
            using var response = await upstream.SendAsync(HttpMethod.Get, page, ct);
            _ = response.EnsureSuccessStatusCode();
            var body = JsonNodes.Parse(await response.Content.ReadAsByteArrayAsync(ct)) as JsonObject;
            all.AddRange((body?["tags"] as JsonArray)?.OfType<JsonValue>().Select(tag => tag.ToString()) ?? []);
            if (pages >= Limits.Pages || all.Count > Limits.Tags)
            {
                throw new ModuleException(
                    $"{Image} has more than {(pages >= Limits.Pages ? $"{Limits.Pages} pages of tags" : $"{Limits.Tags} tags")}, "
                        + "many times what images have; no more is read. Name the wanted ones in include_tags.");
            }

            page = NextLink.Of(page, response);
        }

        return all;
    }

    /// <summary>What a tag leads to upstream; null where it is not there.</summary>
    public async Task<string?> DigestAsync(string tag, CancellationToken ct)
    {
        var manifest = new Uri(Image, $"manifests/{Uri.EscapeDataString(tag)}");
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
}
