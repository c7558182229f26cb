// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Releases;

/// <summary>A server with DOMAIN_ENABLED.</summary>
public sealed class DomainTests
{
    private const string Default = "/pulp/default/api/v3/";
    private const string Other = "/pulp/other/api/v3/";

    [Fact]
    public async Task Only_the_status_is_to_be_had_without_a_domain()
    {
        await using var pulp = await LiveSandbox.StartAsync(options => options with { Domains = true });

        Assert.True((bool)(await pulp.GetAsync("status/"))["domain_enabled"]!);
        Assert.Equal(404, (await pulp.SendAsync(HttpMethod.Get, "repositories/")).Status);
        Assert.Equal(404, (await pulp.SendAsync(HttpMethod.Post, "login/")).Status);
        Assert.Equal(404, (await pulp.SendAsync(HttpMethod.Get, "/pulp/nobodys/api/v3/repositories/")).Status);
        Assert.Equal(201, (await pulp.SendAsync(HttpMethod.Post, $"{Default}login/")).Status);
    }

    [Fact]
    public async Task Hrefs_and_content_carry_the_domain()
    {
        await using var pulp = await LiveSandbox.StartAsync(options => options with { Domains = true });
        var repository = (string)(await pulp.CreateAsync(
            $"{Default}repositories/file/file/", new() { ["name"] = "r", ["autopublish"] = true }))["pulp_href"]!;
        Assert.StartsWith(Default, repository, StringComparison.Ordinal);
        await pulp.RunAsync(HttpMethod.Post, $"{Default}publications/file/file/", new() { ["repository"] = repository });
        var made = await pulp.RunAsync(
            HttpMethod.Post,
            $"{Default}distributions/file/file/",
            new() { ["name"] = "d", ["base_path"] = "d", ["repository"] = repository });
        var shown = await pulp.GetAsync((string)made["created_resources"]![0]!);
        Assert.EndsWith("/pulp/content/default/d/", (string)shown["base_url"]!, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await pulp.Http.GetAsync(new Uri((string)shown["base_url"]! + "PULP_MANIFEST"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await pulp.Http.GetAsync(new Uri("/pulp/content/d/", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Domains_hold_the_same_names_and_nothing_of_each_other()
    {
        await using var pulp = await LiveSandbox.StartAsync(options => options with { Domains = true });
        await pulp.CreateAsync($"{Default}domains/", new()
        {
            ["name"] = "other",
            ["storage_class"] = "pulpcore.app.models.storage.FileSystem",
            ["storage_settings"] = new JsonObject { ["location"] = "/var/lib/pulp/media" },
        });
        var remote = await pulp.CreateAsync($"{Default}remotes/file/file/", new() { ["name"] = "m", ["url"] = "http://h/" });
        await pulp.CreateAsync($"{Other}remotes/file/file/", new() { ["name"] = "m", ["url"] = "http://h/" });

        Assert.Equal(1, (int)(await pulp.GetAsync($"{Other}remotes/"))["count"]!);
        var (status, body) = await pulp.SendAsync(
            HttpMethod.Post,
            $"{Other}repositories/file/file/",
            new() { ["name"] = "r", ["remote"] = (string)remote["pulp_href"]! });
        Assert.Equal((400, "Objects must all be a part of the other domain."), (status, (string)body!["non_field_errors"]![0]!));
    }
}
