using System.Globalization;
using System.Text.Json.Nodes;

namespace Sandbox.Content.Registry;

/// <summary>/v2/: the registry API for those who pull.</summary>
internal sealed class RegistryApi(RegistryRepositories repositories, BlobSender sender, Func<HttpContext, string?> whoIs)
{
    public const string Prefix = "/v2";

    public async Task ServeAsync(HttpContext context)
    {
        context.Response.Headers["Docker-Distribution-Api-Version"] = "registry/2.0";
        try
        {
            await (context.Request.Path.Value!.TrimEnd('/') switch
            {
                Prefix => RegistryAnswer.JsonAsync(context, new JsonObject()),
                Prefix + "/_catalog" => CatalogAsync(context),
                _ => ServeAsync(context, RegistryPath.Parse(context.Request.Path.Value![(Prefix.Length + 1)..]) ?? throw RegistryException.NoSuchPage()),
            });
        }
        catch (RegistryException e)
        {
            await RegistryAnswer.RefuseAsync(context, e);
        }
    }

    private Task ServeAsync(HttpContext context, RegistryPath path)
    {
        var repository = repositories.Find(path.Name) ?? throw RegistryException.NameUnknown(path.Name);
        if (repository.Distribution.Flag("private") && whoIs(context) is null)
        {
            throw RegistryException.Unauthorized(context);
        }

        return path.Kind switch
        {
            "tags" => TagsAsync(context, path.Name, repository),
            "manifests" => ManifestAsync(context, repository, path.Reference),
            _ => BlobAsync(context, repository, path.Reference),
        };
    }

    private Task CatalogAsync(HttpContext context)
    {
        var names = Page(context, "/v2/_catalog", repositories.Names().Order(StringComparer.Ordinal));
        return RegistryAnswer.JsonAsync(context, new JsonObject { ["repositories"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) });
    }

    private static Task TagsAsync(HttpContext context, string name, RegistryRepository repository)
    {
        var tags = repository.Version.OfType("container.tag").Select(tag => (string)tag.Fields["name"]!).Order(StringComparer.Ordinal);
        var page = Page(context, $"/v2/{name}/tags/list", tags);
        return RegistryAnswer.JsonAsync(context, new JsonObject { ["name"] = name, ["tags"] = new JsonArray([.. page.Select(tag => (JsonNode)tag)]) });
    }

    private Task ManifestAsync(HttpContext context, RegistryRepository repository, string reference)
    {
        var manifest = repository.Manifest(reference) ?? throw RegistryException.ManifestUnknown(reference);
        context.Response.Headers["Docker-Content-Digest"] = manifest.Key;
        return sender.SendAsync(context, manifest.Blobs[0], (string)manifest.Fields["media_type"]!);
    }

    private Task BlobAsync(HttpContext context, RegistryRepository repository, string digest)
    {
        var unit = repository.Unit("container.blob", digest) ?? throw RegistryException.BlobUnknown(digest);
        context.Response.Headers["Docker-Content-Digest"] = digest;
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
