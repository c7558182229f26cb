// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using CiSandbox.OpenStack;

namespace CiSandbox.Tests.OpenStack;

/// <summary>What the recordings do not have: the options of the sandbox.</summary>
public sealed class NovaTests
{
    [Fact]
    public async Task A_full_page_leads_to_the_next_and_the_last_one_to_none()
    {
        await using var cloud = await RunningCloud.StartAsync();
        var token = await cloud.TokenAsync();
        var (_, first, _) = await cloud.SendAsync("GET", cloud.Servers + "?limit=3", token: token);
        Assert.Equal(3, first!["servers"]!.AsArray().Count);
        var next = (string)first["servers_links"]![0]!["href"]!;
        Assert.Equal("next", (string?)first["servers_links"]![0]!["rel"]);
        Assert.EndsWith($"limit=3&marker={first["servers"]![2]!["id"]}", next, StringComparison.Ordinal);
        var (_, last, _) = await cloud.SendAsync("GET", next, token: token);
        Assert.Equal("overcloud-novacompute-0", (string?)Assert.Single(last!["servers"]!.AsArray())!["name"]);
        Assert.Null(last["servers_links"]);
    }

    [Fact]
    public async Task A_page_is_never_larger_than_the_servers_own_limit()
    {
        await using var cloud = await RunningCloud.StartAsync("page", "2");
        var token = await cloud.TokenAsync();
        Assert.Equal(2, (await cloud.SendAsync("GET", cloud.Servers + "?limit=100", token: token)).Body!["servers"]!.AsArray().Count);
        Assert.Equal(2, (await cloud.SendAsync("GET", cloud.Servers, token: token)).Body!["servers"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("?limit=many", HttpStatusCode.BadRequest, "badRequest", "Invalid input for query parameters limit")]
    [InlineData("?marker=nothing", HttpStatusCode.BadRequest, "badRequest", "marker [nothing] not found")]
    public async Task What_does_not_fit_is_refused(string query, HttpStatusCode status, string kind, string message)
    {
        await using var cloud = await RunningCloud.StartAsync();
        var (told, body, _) = await cloud.SendAsync("GET", cloud.Servers + query, token: await cloud.TokenAsync());
        Assert.Equal(status, told);
        Assert.StartsWith(message, (string?)body![kind]!["message"], StringComparison.Ordinal);
        Assert.Equal((int)status, (int?)body[kind]!["code"]);
    }

    [Fact]
    public async Task Without_a_role_a_list_is_forbidden()
    {
        await using var cloud = await RunningCloud.StartAsync("role", "none");
        var (status, body, _) = await cloud.SendAsync("GET", cloud.Servers, token: await cloud.TokenAsync());
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("Policy doesn't allow os_compute_api:servers:detail to be performed.", (string?)body!["forbidden"]!["message"]);
    }

    [Fact]
    public async Task A_token_is_good_for_its_time_and_for_its_project()
    {
        await using var cloud = await RunningCloud.StartAsync();
        var token = await cloud.TokenAsync();
        var other = cloud.Servers.Replace(Keystone.ProjectId, new string('1', 32), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await cloud.SendAsync("GET", other, token: token)).Status);
        Assert.Equal(HttpStatusCode.OK, (await cloud.SendAsync("GET", cloud.Servers, token: token)).Status);
        cloud.Server.Keystone.Expire();
        var (status, _, headers) = await cloud.SendAsync("GET", cloud.Servers, token: token);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.StartsWith("Keystone uri=", headers["WWW-Authenticate"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await cloud.SendAsync("GET", cloud.Servers)).Status);
    }

    [Fact]
    public async Task A_token_of_no_time_is_never_good()
    {
        await using var cloud = await RunningCloud.StartAsync("expires", "0");
        Assert.Equal(HttpStatusCode.Unauthorized, (await cloud.SendAsync("GET", cloud.Servers, token: await cloud.TokenAsync())).Status);
    }

    [Fact]
    public async Task A_server_in_error_says_why_and_one_without_an_address_has_none()
    {
        await using var cloud = await RunningCloud.StartAsync();
        cloud.Server.Nova.Servers.Clear();
        cloud.Server.Nova.Servers.Add(new("1", "broken") { Status = "ERROR" });
        var (_, body, _) = await cloud.SendAsync("GET", cloud.Servers, token: await cloud.TokenAsync());
        var server = body!["servers"]![0]!;
        Assert.Equal("No valid host was found.", (string?)server["fault"]!["message"]);
        Assert.Empty(server["addresses"]!.AsObject());
        Assert.Null(server["progress"]);
    }

    [Fact]
    public async Task Servers_come_from_a_file_in_novas_own_words()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, """
                [{"id": "a", "name": "undercloud", "status": "BUILD", "metadata": {"clusterid": "mine"},
                  "addresses": {"net": [{"addr": "10.0.0.1", "OS-EXT-IPS:type": "floating", "version": 4}]}}]
                """);
            await using var cloud = await RunningCloud.StartAsync("servers", file);
            var (_, body, _) = await cloud.SendAsync("GET", cloud.Servers, token: await cloud.TokenAsync());
            var server = Assert.Single(body!["servers"]!.AsArray())!;
            Assert.Equal("floating", (string?)server["addresses"]!["net"]![0]!["OS-EXT-IPS:type"]);
            Assert.Equal(("BUILD", "mine"), ((string?)server["status"], (string?)server["metadata"]!["clusterid"]));

            await File.WriteAllTextAsync(file, "{}");
            _ = await Assert.ThrowsAsync<FormatException>(() => RunningCloud.StartAsync("servers", file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Clients_find_their_way_by_the_versions()
    {
        await using var cloud = await RunningCloud.StartAsync();
        var root = cloud.Server.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(HttpStatusCode.MultipleChoices, (await cloud.SendAsync("GET", root + "/identity/")).Status);
        Assert.Equal(cloud.Identity + "/", (string?)(await cloud.SendAsync("GET", cloud.Identity)).Body!["version"]!["links"]![0]!["href"]);
        Assert.Equal("2.1", (string?)(await cloud.SendAsync("GET", root + "/compute/v2.1/")).Body!["version"]!["min_version"]);
        Assert.Equal(HttpStatusCode.MultipleChoices, (await cloud.SendAsync("GET", root + "/image")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await cloud.SendAsync("GET", root + "/volume/v3")).Status);
    }
}
