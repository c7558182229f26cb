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
        var isRenewed = false;
        for (var page = 1; page <= Limits.Pages; page++)
        {
            ApiAnswer answer;
            try
            {
                answer = await PageAsync(address, token, all.LastOrDefault(), ct);
            }
            catch (ModuleException failure) when (!isRenewed && failure.Cause is Refusal { Status: HttpStatusCode.Unauthorized })
            {
                // A token may expire between two pages. One that is refused at once is refused again.
                (token, isRenewed) = (await keystone.IssueAsync(ct), true);
                page--;
                continue;
            }

            var servers = (answer.Fields["servers"] as JsonArray ?? []).OfType<JsonObject>().ToList();
            all.AddRange(servers);
            if (servers.Count == 0 || answer.Fields["servers_links"] is not JsonArray { Count: > 0 })
            {
                return (all, region);
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
    private async Task<ApiAnswer> PageAsync(Uri address, CloudToken token, JsonObject? last, CancellationToken ct)
    {
        using var client = ApiConnection.Open(
            run, address, Server, [new("X-Auth-Token", token.Text.Reveal()), new("Accept", "application/json")]);
        var nova = client.Speak<INova>();
        var marker = last?["id"] is { } id ? $"&marker={Uri.EscapeDataString(id.ToString())}" : "";
        var path = string.Create(CultureInfo.InvariantCulture, $"servers/detail?limit={PageSize}{marker}");
        return await client.AskAsync(() => nova.ListAsync(new Uri(address, path).AbsoluteUri, ct), ct);
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
