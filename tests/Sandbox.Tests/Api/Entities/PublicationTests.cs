// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Api.Entities;

public sealed class PublicationTests
{
    /// <summary>Packed with gz, and told only where somebody asked for it: so a real pulp_rpm answers.</summary>
    [Theory]
    [InlineData("{}", "{}", null)]
    [InlineData("""{"compression_type":"gz"}""", "{}", "gz")]
    [InlineData("{}", """{"compression_type":"gz"}""", "gz")]
    public async Task A_publication_tells_the_compression_that_was_asked_for(string ofRepository, string ofPublication, string? told)
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var fields = JsonNode.Parse(ofRepository)!.AsObject();
        fields["name"] = "r";
        var body = JsonNode.Parse(ofPublication)!.AsObject();
        body["repository"] = (string)(await pulp.CreateAsync("repositories/rpm/rpm/", fields))["pulp_href"]!;

        _ = await pulp.RunAsync(HttpMethod.Post, "publications/rpm/rpm/", body);

        var shown = (await pulp.GetAsync("publications/rpm/rpm/"))["results"]![0]!;
        Assert.Equal((told, "sha256"), ((string?)shown["compression_type"], (string?)shown["checksum_type"]));
    }
}
