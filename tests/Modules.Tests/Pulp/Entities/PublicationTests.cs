// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Entities;

/// <summary>Publications cannot be changed: what is given chooses among those there are, or makes one more.</summary>
public sealed class PublicationTests : IDisposable
{
    private readonly SandboxProcess _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("rpm")]
    [InlineData("deb")]
    [InlineData("file")]
    public async Task A_checkpoint_is_made_once_beside_the_usual_publication(string plugin)
    {
        const string Usual = """{"repository":"r","state":"present"}""";
        const string Checkpoint = """{"repository":"r","checkpoint":true,"state":"present"}""";
        _ = await RunAsync($"{plugin}_repository", """{"name":"r","state":"present"}""");
        _ = await RunAsync($"{plugin}_publication", Usual);

        var predicted = await RunAsync($"{plugin}_publication", Checkpoint, checkMode: true);
        var made = await RunAsync($"{plugin}_publication", Checkpoint);
        var again = await RunAsync($"{plugin}_publication", Checkpoint);

        Assert.True(made["failed"] is null, (string?)made["msg"]);
        Assert.Equal((true, true, false), ((bool)predicted["changed"]!, (bool)made["changed"]!, (bool)again["changed"]!));
        Assert.True((bool)made["publication"]!["checkpoint"]!);
        Assert.EndsWith("/versions/0/", (string)made["publication"]!["repository_version"]!, StringComparison.Ordinal);
        Assert.Equal((string?)made["publication"]!["pulp_href"], (string?)again["publication"]!["pulp_href"]);
    }

    [Fact]
    public async Task A_checkpoint_of_a_version_by_number_is_Pulps_to_refuse()
    {
        _ = await RunAsync("rpm_repository", """{"name":"r","state":"present"}""");

        var refused = await RunAsync("rpm_publication", """{"repository":"r","version":0,"checkpoint":true,"state":"present"}""");

        Assert.Contains("'checkpoint' may only be used with 'repository'", (string)refused["msg"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Pulp_does_not_tell_of_a_publication_makes_no_second_one()
    {
        const string Arguments = """{"repository":"r","publish_upstream_release_fields":true,"state":"present"}""";
        _ = await RunAsync("deb_repository", """{"name":"r","state":"present"}""");

        var made = await RunAsync("deb_publication", Arguments);
        var again = await RunAsync("deb_publication", Arguments);

        Assert.Equal((true, false), ((bool)made["changed"]!, (bool)again["changed"]!));
        Assert.Single(await _sandbox.ListAsync("publications/deb/apt/"));
    }

    private Task<JsonObject> RunAsync(string module, string arguments, bool checkMode = false)
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        (all["pulp_url"], all["username"], all["password"]) = (_sandbox.Address, "admin", "password");
        return Calling.RunAsync(module, all, checkMode);
    }
}
