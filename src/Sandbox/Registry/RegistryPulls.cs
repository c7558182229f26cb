// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.Content;

namespace Sandbox.Registry;

/// <summary>What one reads from a registry: lists of names and tags, manifests, blobs.</summary>
internal sealed class RegistryPulls(RegistryRepositories repositories, RegistryUploads uploads, BlobSender sender)
{
    public Task CatalogAsync(HttpContext context)
    {
        var names = Page(context, "/v2/_catalog", repositories.Names().Order(StringComparer.Ordinal));
        return RegistryAnswer.JsonAsync(
            context, new JsonObject { ["repositories"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) });
    }

    public Task ServeAsync(HttpContext context, RegistryPath path, RegistryRepository repository) => path.Kind switch
    {
        "tags" => TagsAsync(context, path.Name, repository),
        "manifests" => ManifestAsync(context, repository, path.Reference),
        "blobs" => BlobAsync(context, path, repository),
        _ => throw RegistryException.NoSuchPage(),
    };

    private static Task TagsAsync(HttpContext context, string name, RegistryRepository repository)
    {
        var tags = repository.Version.OfType("container.tag").Select(tag => (string)tag.Fields["name"]!).Order(StringComparer.Ordinal);
        var page = Page(context, $"/v2/{name}/tags/list", tags);
        return RegistryAnswer.JsonAsync(
            context, new JsonObject { ["name"] = name, ["tags"] = new JsonArray([.. page.Select(tag => (JsonNode)tag)]) });
    }

    private Task ManifestAsync(HttpContext context, RegistryRepository repository, string reference)
    {
        var manifest = repository.Manifest(reference) ?? throw RegistryException.ManifestUnknown(reference);
        context.Response.Headers["Docker-Content-Digest"] = manifest.Key;
        return sender.SendAsync(context, manifest.Blobs[0], (string)manifest.Fields["media_type"]!);
    }

    private Task BlobAsync(HttpContext context, RegistryPath path, RegistryRepository repository)
    {
        var unit = repository.Unit("container.blob", path.Reference)
            ?? uploads.Pending(path.Name, path.Reference)
            ?? throw RegistryException.BlobUnknown(path.Reference);
        context.Response.Headers["Docker-Content-Digest"] = path.Reference;
        return sender.SendAsync(context, unit.Blobs[0], "application/octet-stream");
    }

    /// <summary>n and last of the query cut the list; a Link says how to go on.</summary>
    private static List<string> Page(HttpContext context, string path, IEnumerable<string> names)
    {
        var query = context.Request.Query;
        var last = query["last"].ToString();
        var rest = names.Where(name => last.Length == 0 || string.CompareOrdinal(name, last) > 0).ToList();
        if (!int.TryParse(query["n"].ToString(), CultureInfo.InvariantCulture, out var n) || n < 1 || rest.Count <= n)
        {
            return rest;
        }

        context.Response.Headers.Link = $"<{path}?n={n}&last={Uri.EscapeDataString(rest[n - 1])}>; rel=\"next\"";
        return rest[..n];
    }
}
