// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Content;

[Collection(Upstreams.Name)]
public sealed class DebContentTests(Upstreams upstreams)
{
    [Theory]
    [InlineData("verbatim", "jammy main universe", "{}")]
    [InlineData("apt", "jammy main universe", """{"structured": true, "simple": false}""")]
    [InlineData("apt", "default all", """{"structured": false, "simple": true}""")]
    public async Task Apt_fetches_a_package_with_its_dependencies(string mode, string suite, string fields)
    {
        await using var server = await ContentServer.StartAsync();
        var repository = server.Repository("deb/apt");
        await server.SyncAsync(repository, server.Remote("deb/apt", upstreams["DEB_URL"], more: new() { ["distributions"] = "jammy" }));
        var publication = await server.PublishAsync(
            $"deb/{mode}", server.Store.Versions.Latest(repository), JsonNode.Parse(fields)!.AsObject());
        var url = server.Distribute("deb/apt", "ubuntu", new() { ["publication"] = publication.Href });

        var folder = server.Temporary("apt");
        foreach (var needed in new[] { "lists/partial", "cache/archives/partial", "etc" })
        {
            Directory.CreateDirectory(Path.Combine(folder, needed));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "status"), "");
        await File.WriteAllTextAsync(Path.Combine(folder, "etc/sources.list"), $"deb [trusted=yes arch=amd64] {url} {suite}\n");
        await Apt(folder, "update");
        await Apt(folder, "-y", "--download-only", "install", "ocelot");

        Assert.Equal(
            ["caracal_2.1-1_amd64.deb", "lynx-cat_1.0_all.deb", "ocelot_0.9_amd64.deb"],
            Directory.GetFiles(Path.Combine(folder, "cache/archives"), "*.deb").Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_verbatim_publication_has_the_upstreams_own_release_file()
    {
        await using var server = await ContentServer.StartAsync();
        var repository = server.Repository("deb/apt");
        await server.SyncAsync(repository, server.Remote("deb/apt", upstreams["DEB_URL"], more: new() { ["distributions"] = "jammy" }));
        var publication = await server.PublishAsync("deb/verbatim", server.Store.Versions.Latest(repository));
        var url = server.Distribute("deb/apt", "ubuntu", new() { ["publication"] = publication.Href });

        Assert.Equal(
            await Command.RunAsync("curl", "-sf", $"{upstreams["DEB_URL"]}/dists/jammy/Release"),
            await Command.RunAsync("curl", "-sf", $"{url}dists/jammy/Release"));
    }

    private static Task<string> Apt(string folder, params string[] arguments) => Command.RunAsync("apt-get",
    [
        "-q", "-o", $"Dir::Etc::sourcelist={folder}/etc/sources.list",
        "-o", "Dir::Etc::sourceparts=/dev/null", "-o", $"Dir::State={folder}",
        "-o", $"Dir::State::status={folder}/status", "-o", $"Dir::Cache={folder}/cache",
        "-o", "APT::Architecture=amd64", "-o", "APT::Architectures=amd64",
        "-o", "APT::Sandbox::User=root", "-o", "Debug::NoLocking=1", .. arguments,
    ]);
}
