// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;
using Sandbox.Upstream;

namespace Sandbox.Tests.Content;

[Collection(Upstreams.Name)]
public sealed class FileContentTests(Upstreams upstreams)
{
    private const string Image = "rocky-9/2026.1/overcloud-rocky-9.qcow2";

    [Theory]
    [InlineData("immediate")]
    [InlineData("on_demand")]
    [InlineData("streamed")]
    public async Task A_file_is_what_it_is_upstream(string policy)
    {
        await using var server = await ContentServer.StartAsync();
        var url = await ServeAsync(server, policy);

        var fetched = server.Temporary("fetched");
        await Command.RunAsync("curl", "-sf", "-o", fetched, url + Image);
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(upstreams.Folder, "www/file", Image)), await File.ReadAllBytesAsync(fetched));
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(upstreams.Folder, "www/file/PULP_MANIFEST")),
            await Command.RunAsync("curl", "-sf", url + "PULP_MANIFEST"));
    }

    [Fact]
    public async Task Downloads_can_be_resumed_and_conditional()
    {
        await using var server = await ContentServer.StartAsync();
        var url = await ServeAsync(server, "on_demand");

        Assert.Equal("xxxxx\n206", await Command.RunAsync("curl", "-sf", "-r", "299995-", "-w", "\n%{http_code}", url + Image));
        var head = await Command.RunAsync("curl", "-sfI", url + Image);
        Assert.Contains("Content-Length: 300000", head, StringComparison.Ordinal);
        var etag = head.Split('\n').Single(line => line.StartsWith("ETag:", StringComparison.Ordinal))[6..].Trim();
        Assert.Equal(
            "304",
            await Command.RunAsync("curl", "-sf", "-o", "/dev/null", "-H", $"If-None-Match: {etag}", "-w", "%{http_code}", url + Image));
        Assert.Equal("416", await Command.RunAsync("curl", "-s", "-o", "/dev/null", "-r", "300001-", "-w", "%{http_code}", url + Image));
    }

    [Fact]
    public async Task Folders_can_be_browsed()
    {
        await using var server = await ContentServer.StartAsync();
        var url = await ServeAsync(server, "on_demand");

        Assert.Contains("<a href=\"rocky-9/\">rocky-9/</a>", await Command.RunAsync("curl", "-sf", url), StringComparison.Ordinal);
        Assert.Contains(
            "<a href=\"overcloud-rocky-9.qcow2\">",
            await Command.RunAsync("curl", "-sfL", url + "rocky-9/2026.1"),
            StringComparison.Ordinal);
        Assert.Contains(
            "<a href=\"images/\">", await Command.RunAsync("curl", "-sf", $"{server.Url}pulp/content/"), StringComparison.Ordinal);
        Assert.Equal("404: Not Found", await Command.RunAsync("curl", "-s", url + "nothing"));
    }

    [Fact]
    public async Task A_guard_keeps_strangers_out()
    {
        await using var server = await ContentServer.StartAsync();
        var guard = server.Add("contentguards/core/rbac", new() { ["name"] = "guard" });
        var url = await ServeAsync(server, "on_demand", new() { ["content_guard"] = guard.Href });

        Assert.Equal("403", await Command.RunAsync("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", url + Image));
        Assert.Equal(
            "403", await Command.RunAsync("curl", "-s", "-u", "admin:wrong", "-o", "/dev/null", "-w", "%{http_code}", url + Image));
        Assert.Equal(
            "200", await Command.RunAsync("curl", "-s", "-u", "admin:password", "-o", "/dev/null", "-w", "%{http_code}", url + Image));
    }

    [Fact]
    public async Task A_distribution_of_a_repository_follows_its_newest_publication()
    {
        await using var server = await ContentServer.StartAsync();
        var repository = server.Repository("file/file");
        var url = server.Distribute("file/file", "latest", new() { ["repository"] = repository.Href });
        Assert.Equal("404", await Command.RunAsync("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", url));

        await server.SyncAsync(repository, server.Remote("file/file", $"{upstreams["FILE_URL"]}/PULP_MANIFEST"));
        await server.PublishAsync("file/file", server.Store.Versions.Latest(repository), new() { ["manifest"] = "PULP_MANIFEST" });
        Assert.Equal("a host image\n", await Command.RunAsync("curl", "-sf", url + "readme.txt"));
    }

    [Fact]
    public async Task What_two_remotes_know_is_fetched_although_the_first_is_gone()
    {
        await using var server = await ContentServer.StartAsync();
        var first = server.Remote("file/file", $"{upstreams["FILE_URL"]}/PULP_MANIFEST");
        _ = await server.SyncAsync(server.Repository("file/file"), first);
        server.Store.Remove(first);
        var url = await ServeAsync(server, "on_demand");

        Assert.Equal("a host image\n", await Command.RunAsync("curl", "-sf", url + "readme.txt"));
    }

    [Fact]
    public async Task What_vanished_upstream_is_said_to_be_gone()
    {
        await using var server = await ContentServer.StartAsync();
        var vanishing = Directory.CreateDirectory(Path.Combine(upstreams.Folder, "www/vanishing")).FullName;
        await File.WriteAllTextAsync(Path.Combine(vanishing, "PULP_MANIFEST"), $"gone,{new string('0', 64)},4\n");
        var repository = server.Repository("file/file");
        var (version, _) = await server.SyncAsync(
            repository,
            server.Remote("file/file", upstreams["FILE_URL"].Replace("/file", "/vanishing/PULP_MANIFEST", StringComparison.Ordinal)));
        var publication = await server.PublishAsync("file/file", version!);
        var url = server.Distribute("file/file", "vanishing", new() { ["publication"] = publication.Href });

        Assert.Equal("404", await Command.RunAsync("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", url + "gone"));
    }

    [Fact]
    public async Task Garbage_is_not_taken_for_a_manifest()
    {
        await using var server = await ContentServer.StartAsync();
        var remote = server.Remote("file/file", $"{upstreams["FILE_URL"]}/readme.txt");
        await Assert.ThrowsAsync<UpstreamException>(() => server.SyncAsync(server.Repository("file/file"), remote));
    }

    private async Task<string> ServeAsync(ContentServer server, string policy, JsonObject? distribution = null)
    {
        var repository = server.Repository("file/file");
        await server.SyncAsync(repository, server.Remote("file/file", $"{upstreams["FILE_URL"]}/PULP_MANIFEST", policy));
        var publication = await server.PublishAsync(
            "file/file", server.Store.Versions.Latest(repository), new() { ["manifest"] = "PULP_MANIFEST" });
        distribution ??= [];
        distribution["publication"] = publication.Href;
        return server.Distribute("file/file", "images/rocky", distribution);
    }
}
