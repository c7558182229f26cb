// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;
using Sandbox.Upstream;

namespace Sandbox.Tests.Sync;

[Collection(Upstreams.Name)]
public sealed class RpmSyncTests(Upstreams upstreams)
{
    [Fact]
    public async Task First_sync_brings_packages_groups_and_advisories()
    {
        await using var server = await ContentServer.StartAsync();
        var (version, task) = await server.SyncAsync(
            server.Repository("rpm/rpm"), server.Remote("rpm/rpm", $"{upstreams["RPM_URL"]}/appstream/"));

        Assert.Equal(
            ["otter.noarch", "otter.src", "stoat.noarch"],
            version!.OfType("rpm.package").Select(unit => $"{unit.Fields["name"]}.{unit.Fields["arch"]}").Order());
        Assert.Single(version.OfType("rpm.packagegroup"));
        Assert.Equal("EXAMPLE-2026:0001", (string?)version.OfType("rpm.advisory").Single().Fields["id"]);
        Assert.Equal(
            [
                "Downloading Metadata Files", "Downloading Artifacts", "Associating Content", "Skipping Packages",
                "Parsed Packages", "Parsed Comps", "Parsed Advisories",
            ],
            task.Reports.Select(report => report.Message));
        Assert.All(task.Reports, report => Assert.Equal("completed", report.State));
    }

    [Fact]
    public async Task Package_fields_are_those_of_the_package()
    {
        await using var server = await ContentServer.StartAsync();
        var (version, _) = await server.SyncAsync(
            server.Repository("rpm/rpm"), server.Remote("rpm/rpm", $"{upstreams["RPM_URL"]}/appstream/"));

        var stoat = version!.OfType("rpm.package").Single(unit => (string?)unit.Fields["name"] == "stoat").Fields;
        Assert.Equal(("1", "3.1", "1"), ((string?)stoat["epoch"], (string?)stoat["version"], (string?)stoat["release"]));
        Assert.Contains(stoat["requires"]!.AsArray(), entry => (string?)entry![0] == "mustelid");
        Assert.Contains(stoat["files"]!.AsArray(), file => (string?)file![1] == "/usr/bin/" && (string?)file[2] == "stoat");
        Assert.Equal("- build 3.1", (string?)stoat["changelogs"]![0]![2]);
    }

    [Fact]
    public async Task Nothing_new_upstream_is_skipped_and_makes_no_version()
    {
        await using var server = await ContentServer.StartAsync();
        var repository = server.Repository("rpm/rpm");
        var remote = server.Remote("rpm/rpm", $"{upstreams["RPM_URL"]}/baseos/");
        await server.SyncAsync(repository, remote);

        var (again, skipped) = await server.SyncAsync(repository, remote);
        Assert.Null(again);
        Assert.Equal("Skipping Sync (no change from previous sync)", Assert.Single(skipped.Reports).Message);

        var (anyway, full) = await server.SyncAsync(repository, remote, new() { ["optimize"] = false });
        Assert.Null(anyway);
        Assert.Equal(0, full.Reports.Single(report => report.Code == "associating.content").Done);
    }

    [Fact]
    public async Task Skipped_source_packages_stay_away()
    {
        await using var server = await ContentServer.StartAsync();
        var (version, task) = await server.SyncAsync(
            server.Repository("rpm/rpm"), server.Remote(
                "rpm/rpm", $"{upstreams["RPM_URL"]}/appstream/"), new() { ["skip_types"] = new JsonArray("srpm") });

        Assert.DoesNotContain(version!.OfType("rpm.package"), unit => (string?)unit.Fields["arch"] == "src");
        Assert.Equal(1, task.Reports.Single(report => report.Code == "sync.skipped.packages").Done);
    }

    [Fact]
    public async Task Additive_keeps_what_a_mirror_drops()
    {
        await using var server = await ContentServer.StartAsync();
        var repository = server.Repository("rpm/rpm");
        await server.SyncAsync(repository, server.Remote("rpm/rpm", $"{upstreams["RPM_URL"]}/appstream/"));
        var baseos = server.Remote("rpm/rpm", $"{upstreams["RPM_URL"]}/baseos/");

        var (added, _) = await server.SyncAsync(repository, baseos);
        Assert.Contains(added!.OfType("rpm.package"), unit => (string?)unit.Fields["name"] == "otter");

        var (mirrored, _) = await server.SyncAsync(repository, baseos, new() { ["sync_policy"] = "mirror_content_only" });
        Assert.DoesNotContain(mirrored!.OfType("rpm.package"), unit => (string?)unit.Fields["name"] == "otter");
        Assert.Empty(server.Store.Under("publications/"));
    }

    [Fact]
    public async Task A_complete_mirror_is_published_once_with_the_metadata_as_it_was()
    {
        await using var server = await ContentServer.StartAsync();
        var repository = server.Repository("rpm/rpm");
        var remote = server.Remote("rpm/rpm", $"{upstreams["RPM_URL"]}/baseos/");
        var options = new JsonObject { ["sync_policy"] = "mirror_complete" };

        var (_, task) = await server.SyncAsync(repository, remote, options);
        await server.SyncAsync(repository, remote, new() { ["sync_policy"] = "mirror_complete", ["optimize"] = false });

        var publication = Assert.Single(server.Store.Under("publications/rpm/rpm"));
        Assert.Equal([$"{repository.Href}versions/1/", publication.Href], task.CreatedResources);
        var repomd = server.Store.Published(publication).Single(file => file.RelativePath == "repodata/repomd.xml");
        Assert.Equal(
            await File.ReadAllBytesAsync(Path.Combine(upstreams.Folder, "www/rpm/baseos/repodata/repomd.xml")),
            await File.ReadAllBytesAsync(server.Store.Blobs.PathOf(repomd.Blob.Sha256!)));
    }

    [Theory]
    [InlineData("immediate", true)]
    [InlineData("on_demand", false)]
    [InlineData("streamed", false)]
    public async Task The_policy_decides_when_packages_come(string policy, bool here)
    {
        await using var server = await ContentServer.StartAsync();
        var (version, _) = await server.SyncAsync(
            server.Repository("rpm/rpm"), server.Remote("rpm/rpm", $"{upstreams["RPM_URL"]}/baseos/", policy));

        Assert.All(version!.OfType("rpm.package"), unit => Assert.Equal(here, server.Store.Blobs.Has(unit.Blobs[0].Sha256!)));
    }

    [Fact]
    public async Task A_login_is_used_and_a_wrong_one_is_told_of()
    {
        await using var server = await ContentServer.StartAsync();
        var url = $"{upstreams["PRIVATE_URL"]}/rpm/baseos/";
        var (version, _) = await server.SyncAsync(
            server.Repository("rpm/rpm"),
            server.Remote("rpm/rpm", url, "immediate", new() { ["username"] = "user", ["password"] = "pass" }));
        Assert.Equal(2, version!.OfType("rpm.package").Count());

        var refused = await Assert.ThrowsAsync<UpstreamException>(() =>
            server.SyncAsync(
                server.Repository("rpm/rpm"),
                server.Remote("rpm/rpm", url, "immediate", new() { ["username"] = "user", ["password"] = "wrong" })));
        Assert.Equal($"401, message='Unauthorized', url='{url.TrimEnd('/')}'", refused.Message);
    }

    [Fact]
    public async Task A_missing_repository_fails_as_in_Pulp()
    {
        await using var server = await ContentServer.StartAsync();
        var url = $"{upstreams["RPM_URL"]}/nowhere/";
        var missing = await Assert.ThrowsAsync<UpstreamException>(
            () => server.SyncAsync(server.Repository("rpm/rpm"), server.Remote("rpm/rpm", url)));
        Assert.Equal($"404, message='Not Found', url='{url.TrimEnd('/')}'", missing.Message);
    }

    [Fact]
    public async Task A_dead_upstream_fails_as_in_Pulp()
    {
        await using var server = await ContentServer.StartAsync();
        var dead = await Assert.ThrowsAsync<UpstreamException>(
            () => server.SyncAsync(server.Repository("rpm/rpm"), server.Remote("rpm/rpm", "http://127.0.0.1:9/x/")));
        Assert.Equal("Cannot connect to host 127.0.0.1:9 ssl:default [Connect call failed ('127.0.0.1', 9)]", dead.Message);
    }
}
