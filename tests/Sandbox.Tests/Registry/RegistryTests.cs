// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Registry;

[Collection(Upstreams.Name)]
public sealed class RegistryTests(Upstreams upstreams)
{
    [Theory]
    [InlineData("on_demand", "stackhpc/nova-compute")]
    [InlineData("immediate", "stackhpc/fluentd")]
    [InlineData("streamed", "stackhpc/cinder-api")]
    public async Task Skopeo_pulls_the_upstreams_image(string policy, string name)
    {
        await using var server = await ContentServer.StartAsync();
        await SyncAsync(server, name, policy);
        const string Tag = "2026.1-rocky-9-20260101T000000";

        var copied = server.Temporary("image");
        await Command.RunAsync(
            "skopeo", "--insecure-policy", "copy", "--src-tls-verify=false", $"docker://{server.Host}/{name}:{Tag}", $"dir:{copied}");

        var upstream = JsonNode.Parse(
            await Command.RunAsync(
                "skopeo", "inspect", "--tls-verify=false", $"docker://{new Uri(upstreams["REGISTRY_URL"]).Authority}/{name}:{Tag}"))!;
        var ours = JsonNode.Parse(
            await Command.RunAsync("skopeo", "inspect", "--tls-verify=false", $"docker://{server.Host}/{name}:{Tag}"))!;
        Assert.Equal((string?)upstream["Digest"], (string?)ours["Digest"]);
        Assert.Equal(name, (string?)ours["Labels"]!["name"]);
        var layer = ((string)ours["Layers"]![0]!)["sha256:".Length..];
        Assert.Equal($"{name} {Tag} amd64", (await Command.RunAsync("tar", "-xzOf", Path.Combine(copied, layer), "./etc/image")).Trim());
    }

    [Fact]
    public async Task Skopeo_copies_all_architectures_of_a_list()
    {
        await using var server = await ContentServer.StartAsync();
        await SyncAsync(server, "stackhpc/haproxy", "on_demand");

        var copied = server.Temporary("image");
        await Command.RunAsync(
            "skopeo",
            "--insecure-policy",
            "copy",
            "--all",
            "--src-tls-verify=false",
            $"docker://{server.Host}/stackhpc/haproxy:2026.1-rocky-9-20260101T000000",
            $"dir:{copied}");
        Assert.Equal(2, Directory.GetFiles(copied, "*.manifest.json").Length);
    }

    [Fact]
    public async Task Tags_are_listed_in_pages()
    {
        await using var server = await ContentServer.StartAsync();
        await SyncAsync(server, "stackhpc/nova-compute", "on_demand");

        var tags = JsonNode.Parse(
            await Command.RunAsync("skopeo", "list-tags", "--tls-verify=false", $"docker://{server.Host}/stackhpc/nova-compute"))!["Tags"]!;
        Assert.Equal(3, tags.AsArray().Count);
        var page = await Command.RunAsync("curl", "-sfi", $"{server.Url}v2/stackhpc/nova-compute/tags/list?n=2");
        Assert.Contains(
            "Link: </v2/stackhpc/nova-compute/tags/list?n=2&last=2026.1-rocky-9-20260201T000000>; rel=\"next\"",
            page,
            StringComparison.Ordinal);
        Assert.EndsWith(
            """{"name":"stackhpc/nova-compute","tags":["2026.1-rocky-9-20260101T000000","2026.1-rocky-9-20260201T000000"]}""",
            page,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v2/nobody/nothing/tags/list", 404, "NAME_UNKNOWN")]
    [InlineData("v2/stackhpc/keystone/manifests/nope", 404, "MANIFEST_UNKNOWN")]
    [InlineData("v2/stackhpc/keystone/blobs/sha256:0000000000000000000000000000000000000000000000000000000000000000", 404, "BLOB_UNKNOWN")]
    [InlineData("v2/", 401, "UNAUTHORIZED")]
    [InlineData("v2/_catalog", 200, "stackhpc/keystone")]
    public async Task Answers_are_those_of_a_registry(string path, int status, string says)
    {
        await using var server = await ContentServer.StartAsync();
        await SyncAsync(server, "stackhpc/keystone", "on_demand");

        var answer = await Command.RunAsync("curl", "-s", "-w", "\n%{http_code}", $"{server.Url}{path}");
        Assert.EndsWith($"\n{status}", answer, StringComparison.Ordinal);
        Assert.Contains(says, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_distribution_wants_a_login()
    {
        await using var server = await ContentServer.StartAsync();
        await SyncAsync(server, "stackhpc/keystone", "on_demand", isPrivate: true);
        var image = $"docker://{server.Host}/stackhpc/keystone:2026.1-rocky-9-20260101T000000";

        Assert.NotEqual(0, (await Command.TryAsync("skopeo", "inspect", "--tls-verify=false", image)).Code);
        await Command.RunAsync("skopeo", "inspect", "--tls-verify=false", "--creds", "admin:password", image);
    }

    [Fact]
    public async Task A_pushed_image_can_be_pulled_again()
    {
        await using var server = await ContentServer.StartAsync();
        var upstream = $"docker://{new Uri(upstreams["REGISTRY_URL"]).Authority}/stackhpc/haproxy:2026.1-rocky-9-20260101T000000";
        string[] push =
        [
            "--insecure-policy",
            "copy",
            "--all",
            "--src-tls-verify=false",
            "--dest-tls-verify=false",
            upstream,
            $"docker://{server.Host}/mine/haproxy:1.0",
        ];
        Assert.NotEqual(0, (await Command.TryAsync("skopeo", push)).Code);
        Assert.Empty(server.Store.Under("repositories/"));

        await Command.RunAsync("skopeo", [.. push, "--dest-creds", "admin:password"]);

        var repository = Assert.Single(server.Store.Under("repositories/container/container-push"));
        var version = server.Store.Versions.Latest(repository);
        Assert.Equal(
            (3, 4, 1), (Count("container.manifest"), Count("container.blob"), Count("container.tag")));

        int Count(string type) => version.OfType(type).Count();
        await Command.RunAsync(
            "skopeo",
            "--insecure-policy",
            "copy",
            "--all",
            "--src-tls-verify=false",
            $"docker://{server.Host}/mine/haproxy:1.0",
            $"dir:{server.Temporary("again")}");
        Assert.Equal(2, Directory.GetFiles(server.Temporary("again"), "*.manifest.json").Length);
    }

    [Fact]
    public async Task A_synced_repository_takes_no_push()
    {
        await using var server = await ContentServer.StartAsync();
        await SyncAsync(server, "stackhpc/keystone", "on_demand");
        var upstream = $"docker://{new Uri(upstreams["REGISTRY_URL"]).Authority}/stackhpc/glance-api:2026.1-rocky-9-20260101T000000";
        var (code, _, errors) = await Command.TryAsync(
            "skopeo", "--insecure-policy", "copy", "--src-tls-verify=false", "--dest-tls-verify=false", "--dest-creds", "admin:password",
            upstream, $"docker://{server.Host}/stackhpc/keystone:mine");

        Assert.NotEqual(0, code);
        Assert.Contains("read-only", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_sandbox_can_sync_from_this_one_with_a_token()
    {
        await using var ark = await ContentServer.StartAsync();
        await SyncAsync(ark, "stackhpc/keystone", "on_demand", isPrivate: true);
        await using var server = await ContentServer.StartAsync();
        var remote = server.Remote(
            "container/container",
            ark.Url.AbsoluteUri,
            "immediate",
            new() { ["upstream_name"] = "stackhpc/keystone", ["username"] = "admin", ["password"] = "password" });
        var (version, _) = await server.SyncAsync(server.Repository("container/container"), remote);

        Assert.Single(version!.OfType("container.tag"));
        Assert.All(version.OfType("container.blob"), unit => Assert.True(server.Store.Blobs.Has(unit.Blobs[0].Sha256!)));
    }

    [Fact]
    public async Task A_distribution_of_a_version_stays_with_it()
    {
        await using var server = await ContentServer.StartAsync();
        var repository = server.Repository("container/container");
        foreach (var name in new[] { "stackhpc/keystone", "stackhpc/glance-api" })
        {
            await server.SyncAsync(
                repository, server.Remote("container/container", upstreams["REGISTRY_URL"], more: new() { ["upstream_name"] = name }));
        }

        server.Distribute("container/container", "old", new() { ["repository_version"] = $"{repository.Href}versions/1/" });
        server.Distribute("container/container", "new", new() { ["repository"] = repository.Href });

        const string Image = "2026.1-rocky-9-20260101T000000";
        Assert.Equal("stackhpc/keystone", await Name("old"));
        Assert.Equal("stackhpc/glance-api", await Name("new"));

        async Task<string?> Name(string path) =>
            (string?)JsonNode.Parse(
                await Command.RunAsync(
                    "skopeo", "inspect", "--tls-verify=false", $"docker://{server.Host}/{path}:{Image}"))!["Labels"]!["name"];
    }

    private async Task SyncAsync(ContentServer server, string name, string policy, bool isPrivate = false)
    {
        var repository = server.Repository("container/container");
        await server.SyncAsync(
            repository, server.Remote("container/container", upstreams["REGISTRY_URL"], policy, new() { ["upstream_name"] = name }));
        server.Distribute("container/container", name, new() { ["repository"] = repository.Href, ["private"] = isPrivate });
    }
}
