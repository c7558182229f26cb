// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Tests.Infra;
using Sandbox.Upstream;
using Sandbox.Versions;

namespace Sandbox.Tests.Sync;

[Collection(Upstreams.Name)]
public sealed class ContainerSyncTests(Upstreams upstreams)
{
    [Fact]
    public async Task Tags_manifests_and_blobs_come_together()
    {
        await using var server = await ContentServer.StartAsync();
        var (version, task) = await server.SyncAsync(
            server.Repository("container/container"), Remote(server, "stackhpc/nova-compute", "immediate"));

        Assert.Equal(
            ["2026.1-rocky-9-20260101T000000", "2026.1-rocky-9-20260201T000000", "2026.1-ubuntu-noble-20260101T000000"], Tags(version!));
        Assert.Equal((3, 6), (version!.OfType("container.manifest").Count(), version.OfType("container.blob").Count()));
        Assert.All(version.OfType("container.blob"), unit => Assert.True(server.Store.Blobs.Has(unit.Blobs[0].Sha256!)));
        var manifest = version.OfType("container.manifest").First().Fields;
        Assert.Equal("stackhpc/nova-compute", (string?)manifest["labels"]!["name"]);
        Assert.Contains(
            version.OfType("container.blob"),
            blob => (string?)manifest["config_blob"] == $"/pulp/api/v3/content/container/blobs/{blob.Id}/");
        Assert.Equal(
            [("Downloading Artifacts", 3L), ("Associating Content", 12L), ("Downloading tag list", 1L), ("Processing Tags", 3L)],
            task.Reports.Select(report => (report.Message, report.Done)));
    }

    [Theory]
    [InlineData("*rocky-9*", "", 2)]
    [InlineData("*", "*T000000", 0)]
    [InlineData("", "*-ubuntu-*", 2)]
    [InlineData("2026.1-rocky-9-2026010?T000000", "", 1)]
    [InlineData("*-noble-[0-9]*,*20260201*", "", 2)]
    public async Task Tags_are_chosen_by_patterns(string include, string exclude, int count)
    {
        await using var server = await ContentServer.StartAsync();
        var remote = Remote(
            server, "stackhpc/nova-compute", more: new() { ["include_tags"] = List(include), ["exclude_tags"] = List(exclude) });
        var (version, _) = await server.SyncAsync(server.Repository("container/container"), remote);

        Assert.Equal(count, version?.OfType("container.tag").Count() ?? 0);
    }

    [Fact]
    public async Task A_list_of_manifests_brings_what_it_lists()
    {
        await using var server = await ContentServer.StartAsync();
        var (version, _) = await server.SyncAsync(server.Repository("container/container"), Remote(server, "stackhpc/haproxy"));

        var list = version!.OfType("container.manifest").Single(unit => (string?)unit.Fields["type"] == "index");
        Assert.Equal(2, list.Fields["listed_manifests"]!.AsArray().Count);
        Assert.Equal(
            ["amd64", "arm64"],
            version.OfType("container.manifest").Select(unit => (string?)unit.Fields["architecture"]).OfType<string>().Order());
    }

    [Fact]
    public async Task On_demand_leaves_layers_but_not_configurations_upstream()
    {
        await using var server = await ContentServer.StartAsync();
        var (version, _) = await server.SyncAsync(server.Repository("container/container"), Remote(server, "stackhpc/keystone"));

        Assert.Single(version!.OfType("container.blob"), unit => server.Store.Blobs.Has(unit.Blobs[0].Sha256!));
    }

    [Fact]
    public async Task Nothing_new_makes_no_version()
    {
        await using var server = await ContentServer.StartAsync();
        var repository = server.Repository("container/container");
        var remote = Remote(server, "stackhpc/keystone");
        await server.SyncAsync(repository, remote);
        var (again, task) = await server.SyncAsync(repository, remote);

        Assert.Null(again);
        Assert.Equal(0, task.Reports.Single(report => report.Code == "associating.content").Done);
    }

    [Fact]
    public async Task A_protected_registry_wants_the_right_login()
    {
        await using var server = await ContentServer.StartAsync();
        var right = server.Remote(
            "container/container",
            upstreams["PRIVATE_REGISTRY_URL"],
            more: new() { ["upstream_name"] = "stackhpc/keystone", ["username"] = "user", ["password"] = "pass" });
        var (version, _) = await server.SyncAsync(server.Repository("container/container"), right);
        Assert.NotEmpty(Tags(version!));

        foreach (var login in new JsonObject[] { new() { ["username"] = "user", ["password"] = "wrong" }, [] })
        {
            login["upstream_name"] = "stackhpc/keystone";
            var wrong = server.Remote("container/container", upstreams["PRIVATE_REGISTRY_URL"], more: login);
            var refused = await Assert.ThrowsAsync<UpstreamException>(
                () => server.SyncAsync(server.Repository("container/container"), wrong));
            Assert.Equal(
                $"401, message='Unauthorized', url='{upstreams["PRIVATE_REGISTRY_URL"]}/v2/stackhpc/keystone/tags/list'", refused.Message);
        }
    }

    private Entity Remote(ContentServer server, string name, string policy = "on_demand", JsonObject? more = null)
    {
        more ??= [];
        more["upstream_name"] = name;
        return server.Remote("container/container", upstreams["REGISTRY_URL"], policy, more);
    }

    private static JsonArray? List(string patterns) =>
        patterns.Length == 0 ? null : new([.. patterns.Split(',').Select(pattern => (JsonNode)pattern)]);

    private static IEnumerable<string?> Tags(RepositoryVersion version) =>
        version.OfType("container.tag").Select(unit => (string?)unit.Fields["name"]).Order(StringComparer.Ordinal);
}
