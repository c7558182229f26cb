// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Warp.Traas;

/// <summary>An endpoint of the catalogue.</summary>
/// <param name="Url">Where it is.</param>
/// <param name="Region">Its region.</param>
internal sealed record CloudEndpoint(Uri Url, string Region);

/// <summary>Where the services of a cloud are, as a token tells.</summary>
/// <param name="said">What it tells; null where the token is for no project.</param>
/// <param name="keystone">Who told it.</param>
internal sealed class ServiceCatalog(JsonArray? said, Uri keystone)
{
    private const string Compute = "compute";

    /// <summary>Nova's, of one region and side.</summary>
    /// <exception cref="ModuleException">There is none, or more than one.</exception>
    public CloudEndpoint FindCompute(string? region, string side)
    {
        if (said is null)
        {
            throw new ModuleException($"Give project_name in auth: {keystone} gave a token for no project, which has no catalogue.");
        }

        var all = said.OfType<JsonObject>()
            .SelectMany(service => (service["endpoints"] as JsonArray ?? []).OfType<JsonObject>().Select(endpoint => (
                Type: Text(service, "type"),
                Side: Text(endpoint, "interface"),
                Region: Text(endpoint, "region_id") is { Length: > 0 } id ? id : Text(endpoint, "region"),
                Url: Text(endpoint, "url"))))
            .ToList();
        var sides = all.Where(each => each.Type == Compute && each.Side == side).ToList();
        if (sides.Count == 0)
        {
            var others = all.Where(each => each.Type == Compute).Select(each => each.Side).Distinct().ToList();
            throw new ModuleException(others.Count > 0
                ? $"Give another interface than '{side}': the catalogue of {keystone} has compute as {string.Join(" and ", others)} only."
                : $"See to it that the cloud has Nova, or give compute_url: the catalogue of {keystone} has no endpoint of compute, "
                    + $"only of {Names(all.Select(each => each.Type))}.");
        }

        var found = sides.Where(each => region is null || each.Region == region).ToList();
        return found.Count == 1
            ? new(Checked(found[0].Url), found[0].Region)
            : throw new ModuleException(found.Count == 0
                ? $"Check region: the catalogue of {keystone} has no compute in '{region}', "
                    + $"only in {Names(sides.Select(each => each.Region))}."
                : $"Give region: the catalogue of {keystone} has compute in {Names(sides.Select(each => each.Region))}.");
    }

    /// <summary>A token that came over TLS is not sent in clear.</summary>
    private Uri Checked(string url) =>
        !Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            ? throw new ModuleException($"Give compute_url: the catalogue of {keystone} has compute at '{url}', which is no URL.")
            : keystone.Scheme == "https" && address.Scheme == "http"
            ? throw new ModuleException(
                $"Give compute_url with https, or mend the catalogue: it leads from {keystone} to {address}, "
                    + "and the token would be sent in clear.")
            : address;

    private static string Names(IEnumerable<string> names) =>
        string.Join(", ", names.Distinct().Order(StringComparer.Ordinal)) is { Length: > 0 } all ? all : "nothing";

    private static string Text(JsonObject node, string name) => node[name]?.ToString() ?? "";
}
