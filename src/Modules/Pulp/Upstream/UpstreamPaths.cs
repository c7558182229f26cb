using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Upstream;

/// <summary>Where upstreams keep what a sync begins with.</summary>
internal static class UpstreamPaths
{
    /// <summary>The first file a sync of the item asks for; null where that is not known.</summary>
    public static Uri? First(Item item) => Base(item) is not { } root ? null : item.Family.Name switch
    {
        "rpm" => new Uri(root, "repodata/repomd.xml"),
        "deb" => Distributions(item).Select(distribution => Release(root, distribution)).FirstOrDefault(),
        "container" => new Uri(root, $"/v2/{ImageName(item)}/tags/list?n=1"),
        "file" => new Uri(item.Text("url")!),
        _ => null,
    };

    /// <summary>The item's URL as a folder; null where it is no URL of the web.</summary>
    public static Uri? Base(Item item) =>
        Uri.TryCreate(item.Text("url")?.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;

    public static string ImageName(Item item) => item.Text("upstream_name") is { Length: > 0 } name ? name : item.Name;

    public static IEnumerable<string> Distributions(Item item) =>
        (item.Values["distributions"] as System.Text.Json.Nodes.JsonArray)?.Select(each => (string?)each ?? "")
            .SelectMany(each => each.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            ?? [];

    /// <summary>A distribution that ends in a slash is a flat one, which lies beside its packages.</summary>
    public static Uri Release(Uri root, string distribution, string file = "Release") =>
        distribution == "/" ? new Uri(root, file)
        : distribution.EndsWith('/') ? new Uri(root, distribution + file)
        : new Uri(root, $"dists/{distribution}/{file}");
}
