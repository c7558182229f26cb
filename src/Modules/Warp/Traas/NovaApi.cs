// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Ci.Api;
using Modules.Http;

namespace Modules.Warp.Traas;

/// <summary>Lists the servers of a project.</summary>
/// <param name="run">The call.</param>
/// <param name="keystone">Gives tokens.</param>
internal sealed class NovaApi(Invocation run, KeystoneApi keystone)
{
    private const int PageSize = 100;

    /// <summary>All servers, and the region that they were found in.</summary>
    public async Task<(IReadOnlyList<JsonObject> Servers, string? Region)> ListAsync(CancellationToken ct)
    {
        var token = await keystone.IssueAsync(ct);
        var (address, region) = Endpoint(token.Services);
        List<JsonObject> all = [];
        if (!await ReadAsync(address, token, all, mayEnd: true, ct))
        {
            _ = await ReadAsync(address, await keystone.IssueAsync(ct), all, mayEnd: false, ct);
        }

        return (all, region);
    }

    /// <summary>Reads the pages after the servers that are known, over one client.</summary>
    /// <param name="address">Nova's.</param>
    /// <param name="token">One that may have expired between two pages. One that is new is refused for good.</param>
    /// <param name="all">What is known, and becomes more.</param>
    /// <param name="mayEnd">Whether there may be another token.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>Whether all pages are read; not where the token has ended.</returns>
    private async Task<bool> ReadAsync(Uri address, CloudToken token, List<JsonObject> all, bool mayEnd, CancellationToken ct)
    {
        using var client = ApiConnection.Open(
            run, address, Server, [new("X-Auth-Token", token.Text.Reveal()), new("Accept", "application/json")]);
        var nova = client.Speak<INova>();
        for (var page = 1; page <= Limits.Pages; page++)
        {
            ApiAnswer answer;
            try
            {
                answer = await client.AskAsync(() => nova.ListAsync(Page(address, all.LastOrDefault()), ct), ct);
            }
            catch (ModuleException failure) when (mayEnd && failure.Cause is Refusal { Status: HttpStatusCode.Unauthorized })
            {
                return false;
            }

            var servers = (answer.Fields["servers"] as JsonArray ?? []).OfType<JsonObject>().ToList();
            all.AddRange(servers);
            if (servers.Count == 0 || answer.Fields["servers_links"] is not JsonArray { Count: > 0 })
            {
                return true;
            }
        }

        throw new ModuleException($"Give cluster_id a project of its own: its list of servers has more than {Limits.Pages} pages.");
    }

    private (Uri Address, string? Region) Endpoint(ServiceCatalog catalog)
    {
        var region = run.Get(TraasArguments.Region) is { Length: > 0 } given ? given : null;
        if (run.Get(TraasArguments.ComputeUrl) is { Length: > 0 } url)
        {
            return (ApiConnection.Address(TraasArguments.ComputeUrl.Name, url, "https://cloud.example.org:8774/v2.1"), region);
        }

        var found = catalog.FindCompute(region, run.Get(TraasArguments.Side)!);
        return (found.Url, found.Region.Length > 0 ? found.Region : null);
    }

    /// <summary>By marker: a link to the next page may lead to where only Nova thinks that it is.</summary>
    private static string Page(Uri address, JsonObject? last)
    {
        var marker = last?["id"] is { } id ? $"&marker={Uri.EscapeDataString(id.ToString())}" : "";
        return new Uri(address, string.Create(CultureInfo.InvariantCulture, $"servers/detail?limit={PageSize}{marker}")).AbsoluteUri;
    }

    private static readonly ApiServer Server = new(
        "Nova",
        new("compute_url", "ca_cert", "validate_certs", "Is Nova there where the catalogue says?"),
        refusal => refusal.Status switch
        {
            HttpStatusCode.Unauthorized =>
                "See that the clocks of Keystone and Nova agree, and that Nova asks this Keystone: it does not take a token that is new.",
            HttpStatusCode.Forbidden => "Give the user the role reader or member in the project: it may not list servers.",
            HttpStatusCode.NotFound => "Check compute_url, or the endpoint of compute in the catalogue: there is no list of servers.",
            _ => null,
        });
}
