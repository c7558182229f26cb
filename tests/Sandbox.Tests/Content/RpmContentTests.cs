// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Content;

[Collection(Upstreams.Name)]
public sealed class RpmContentTests(Upstreams upstreams)
{
    [Theory]
    [InlineData("on_demand", "gz")]
    [InlineData("immediate", "gz")]
    [InlineData("streamed", "none")]
    [InlineData("on_demand", "zstd")]
    public async Task Dnf_sees_and_fetches_what_was_merged_from_two_upstreams(string policy, string compression)
    {
        await using var server = await ContentServer.StartAsync();
        var repository = server.Repository("rpm/rpm");
        await server.SyncAsync(repository, server.Remote("rpm/rpm", $"{upstreams["RPM_URL"]}/baseos/", policy));
        await server.SyncAsync(repository, server.Remote("rpm/rpm", $"{upstreams["RPM_URL"]}/appstream/", policy));
        var publication = await server.PublishAsync(
            "rpm/rpm", server.Store.Versions.Latest(repository), new() { ["compression_type"] = compression });
        var url = server.Distribute("rpm/rpm", "el9", new() { ["publication"] = publication.Href });

        await Dnf_sees_and_fetches(server, url);
        Assert.Equal("otter", (await Dnf(server, url, "repoquery", "--advisory", "EXAMPLE-2026:0001", "--qf", "%{name}")).Trim());
        Assert.Contains("Tools of", await Dnf(server, url, "group", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dnf_sees_and_fetches_a_complete_mirror_through_its_repository()
    {
        await using var server = await ContentServer.StartAsync();
        var repository = server.Repository("rpm/rpm");
        await server.SyncAsync(
            repository, server.Remote("rpm/rpm", $"{upstreams["RPM_URL"]}/baseos/"), new() { ["sync_policy"] = "mirror_complete" });
        var url = server.Distribute("rpm/rpm", "el9/baseos", new() { ["repository"] = repository.Href });

        Assert.Equal(
            "badger-1.2-1.noarch\nweasel-1.0-1.noarch",
            (await Dnf(server, url, "repoquery", "--qf", "%{name}-%{version}-%{release}.%{arch}")).Trim());
        Assert.Equal(
            "weasel-1.0-1.noarch",
            (await Dnf(server, url, "repoquery", "--whatprovides", "mustelid", "--qf", "%{name}-%{version}-%{release}.%{arch}")).Trim());
    }

    [Fact]
    public async Task A_repository_file_is_offered_when_asked_for()
    {
        await using var server = await ContentServer.StartAsync();
        var repository = server.Repository("rpm/rpm");
        await server.SyncAsync(repository, server.Remote("rpm/rpm", $"{upstreams["RPM_URL"]}/baseos/"));
        var publication = await server.PublishAsync(
            "rpm/rpm", server.Store.Versions.Latest(repository), new() { ["repo_config"] = new JsonObject { ["gpgcheck"] = 1 } });
        var url = server.Distribute("rpm/rpm", "el9", new() { ["publication"] = publication.Href, ["generate_repo_config"] = true });

        Assert.Equal(
            $"[el9]\nname=el9\nenabled=1\nbaseurl={url}\ngpgcheck=1\nrepo_gpgcheck=0\n",
            await Command.RunAsync("curl", "-sf", url + "config.repo"));
    }

    [Theory]
    [InlineData("additive", 1)]
    [InlineData("mirror_complete", 2)]
    public async Task An_installer_finds_its_kernel(string policy, int publications)
    {
        await using var server = await ContentServer.StartAsync();
        var repository = server.Repository("rpm/rpm");
        await server.SyncAsync(repository, server.Remote("rpm/rpm", $"{upstreams["RPM_URL"]}/baseos/"), new() { ["sync_policy"] = policy });
        await server.PublishAsync("rpm/rpm", server.Store.Versions.Latest(repository));

        var all = server.Store.Under("publications/").ToList();
        Assert.Equal(publications, all.Count);
        foreach (var publication in all)
        {
            if (publication.Text("checksum_type") == "unknown") // of a mirror Pulp tells nothing, whatever its metadata are packed with
            {
                Assert.All(
                    (string[])["compression_type", "metadata_checksum_type", "package_checksum_type"],
                    name => Assert.Null(publication.Fields[name]));
                Assert.Equal("""{"gpgcheck":0,"repo_gpgcheck":0}""", publication.Fields["repo_config"]!.ToJsonString());
            }

            var url = server.Distribute("rpm/rpm", $"tree/{publication.Id}", new() { ["publication"] = publication.Href });
            Assert.Equal("a tiny kernel\n", await Command.RunAsync("curl", "-sf", url + "images/pxeboot/vmlinuz"));
            Assert.Contains("Tiny Linux", await Command.RunAsync("curl", "-sf", url + ".treeinfo"), StringComparison.Ordinal);
        }
    }

    private static async Task Dnf_sees_and_fetches(ContentServer server, string url)
    {
        var seen = await Dnf(server, url, "repoquery", "--qf", "%{name}-%{epoch}:%{version}-%{release}.%{arch}");
        Assert.Equal(
            "badger-0:1.2-1.noarch\notter-0:2.0-1.noarch\notter-0:2.0-1.src\nstoat-1:3.1-1.noarch\nweasel-0:1.0-1.noarch", seen.Trim());
        Assert.Equal(
            "/usr/bin/weasel\n/usr/share/weasel\n/usr/share/weasel/version", (await Dnf(server, url, "repoquery", "-l", "weasel")).Trim());
        Assert.Contains("- build 1.0", await Dnf(server, url, "repoquery", "--changelogs", "weasel"), StringComparison.Ordinal);

        var folder = server.Temporary("fetched");
        await Dnf(server, url, "download", "--resolve", "--destdir", folder, "otter.noarch");
        Assert.Equal(
            ["badger-1.2-1.noarch.rpm", "otter-2.0-1.noarch.rpm", "stoat-3.1-1.noarch.rpm", "weasel-1.0-1.noarch.rpm"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order());
    }

    private static Task<string> Dnf(ContentServer server, string url, params string[] arguments) => Command.RunAsync("dnf",
    [
        "-q", "--installroot", server.Temporary("root"), "--setopt=reposdir=/dev/null", $"--setopt=cachedir={server.Temporary("cache")}",
        $"--setopt=logdir={Directory.CreateDirectory(server.Temporary("log"))}", "--setopt=gpgcheck=0", "--releasever=9",
        $"--repofrompath=sandbox,{url}", "--repo=sandbox", .. arguments,
    ]);
}
