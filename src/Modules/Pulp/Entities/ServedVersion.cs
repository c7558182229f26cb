// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Session;

namespace Modules.Pulp.Entities;

/// <summary>What a distribution serves, for people: an href says neither which version of what that is, nor where it came from.</summary>
internal static class ServedVersion
{
    private const string Versions = "versions/";
    private const string Origin = "url,upstream_name";

    public static readonly Argument<bool> Wanted = Argument.Flag("show_served", otherwise: false);

    /// <summary>Repository, version and upstream; null where nothing is served, or only would be. It takes three requests.</summary>
    public static async Task<JsonObject?> OfAsync(PulpSession pulp, JsonObject? distribution, CancellationToken ct)
    {
        var version = Href(distribution, "publication") is { } publication
            ? Href(await ReadAsync(publication, "repository_version"), "repository_version")
            : Href(distribution, "repository_version");
        var href = version?.Split(Versions)[0] ?? Href(distribution, "repository");
        if (href is null)
        {
            return null;
        }

        var repository = await ReadAsync(href, "name,remote,latest_version_href");
        var latest = Href(repository, "latest_version_href");
        var remote = Href(repository, "remote") is { } from
            ? await ReadAsync(from, Origin)
            : (await pulp.ListAsync("remotes/", $"name={Uri.EscapeDataString($"{repository?["name"]}-remote")}&fields={Origin}", ct))
                .FirstOrDefault(); // as lists and the roles call it, which leave the repository without one
        version ??= latest;
        var served = new JsonObject
        {
            ["repository"] = repository?["name"]?.DeepClone(),
            ["version"] = long.TryParse(version?.TrimEnd('/').Split('/')[^1], CultureInfo.InvariantCulture, out var number) ? number : null,
            ["is_latest"] = version == latest,
            ["upstream"] = remote?["url"]?.DeepClone(),
        };
        if (remote?["upstream_name"] is { } name)
        {
            served["upstream_name"] = name.DeepClone();
        }

        return served;

        async Task<JsonObject?> ReadAsync(string of, string fields) =>
            (await pulp.Api.GetAsync($"{of}?fields={fields}", ct)).Body as JsonObject;
    }

    private static string? Href(JsonObject? of, string field) =>
        of?[field]?.ToString() is { Length: > 0 } href && !href.StartsWith(ConvergeStep.Pretended, StringComparison.Ordinal) ? href : null;
}
