// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Http;

namespace Modules.Pulp.Upstream;

/// <summary>Where upstreams keep what a sync begins with.</summary>
internal static class UpstreamPaths
{
    /// <summary>Where a file is that metadata names; it may be on another host, but must be on the web.</summary>
    /// <exception cref="ModuleException">It is not.</exception>
    public static Uri Below(Uri root, string href) => Uri.TryCreate(root, href, out var address) && address.Scheme is "http" or "https"
        ? address
        : throw new ModuleException(
            $"The metadata of {root} names a file '{href[..Math.Min(href.Length, Limits.Key)]}', "
                + "which is no address of the web: the upstream's fault.");

    /// <summary>A distribution that ends in a slash is a flat one, which lies beside its packages.</summary>
    public static Uri Release(Uri root, string distribution, string file = "Release") =>
        distribution == "/" ? new Uri(root, file)
        : distribution.EndsWith('/') ? new Uri(root, distribution + file)
        : new Uri(root, $"dists/{distribution}/{file}");
}
