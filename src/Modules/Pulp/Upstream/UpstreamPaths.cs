using ModuleHost;
using Modules.Http;
using Modules.Pulp.Arguments;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Upstream;

/// <summary>Where upstreams keep what a sync begins with.</summary>
internal static class UpstreamPaths
{
    /// <summary>
    /// The file a sync of the item begins with, in each of the forms that Pulp takes: an RPM repository or a list of its mirrors, a Debian
    /// archive with a Release or an InRelease file. Empty where that is not known.
    /// </summary>
    public static Uri[] Forms(Item item) => Base(item) is not { } root ? [] : item.Family.Name switch
    {
        "rpm" => [new Uri(root, "repodata/repomd.xml"), new Uri(item.Get(RemoteArguments.Url)!)],
        "deb" when Distributions(item).FirstOrDefault() is { } first => [Release(root, first), Release(root, first, "InRelease")],
        "container" => [new Uri(root, $"/v2/{ImageName(item)}/tags/list?n=1")],
        "file" => [new Uri(item.Get(RemoteArguments.Url)!)],
        _ => [],
    };

    /// <summary>The item's URL as a folder; null where it is no URL of the web.</summary>
    public static Uri? Base(Item item) =>
        Uri.TryCreate(item.Get(RemoteArguments.Url)?.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : null;

    /// <summary>Where a file is that metadata names; it may be on another host, but must be on the web.</summary>
    /// <exception cref="ModuleException">It is not.</exception>
    public static Uri Below(Uri root, string href) => Uri.TryCreate(root, href, out var address) && address.Scheme is "http" or "https"
        ? address
        : throw new ModuleException(
            $"The metadata of {root} names a file '{href[..Math.Min(href.Length, Limits.Key)]}', "
                + "which is no address of the web: the upstream's fault.");

    public static string ImageName(Item item) => item.Get(RemoteArguments.UpstreamName) is { Length: > 0 } name ? name : item.Name;

    public static IEnumerable<string> Distributions(Item item) =>
        (item.Get(RemoteArguments.Distributions) ?? []).SelectMany(each => each.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A distribution that ends in a slash is a flat one, which lies beside its packages.</summary>
    public static Uri Release(Uri root, string distribution, string file = "Release") =>
        distribution == "/" ? new Uri(root, file)
        : distribution.EndsWith('/') ? new Uri(root, distribution + file)
        : new Uri(root, $"dists/{distribution}/{file}");
}
