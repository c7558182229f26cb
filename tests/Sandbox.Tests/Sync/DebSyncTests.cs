// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Entities;
using Sandbox.Plugins;
using Sandbox.Tests.Infra;
using Sandbox.Upstream;
using Sandbox.Versions;

namespace Sandbox.Tests.Sync;

[Collection(Upstreams.Name)]
public sealed class DebSyncTests(Upstreams upstreams)
{
    [Fact]
    public async Task First_sync_brings_packages_and_what_holds_them_together()
    {
        await using var server = await ContentServer.StartAsync();
        var (version, task) = await server.SyncAsync(server.Repository("deb/apt"), Jammy(server));

        Assert.Equal(["caracal amd64", "caracal arm64", "lynx-cat all", "ocelot amd64"], Packages(version!));
        Assert.Equal(
            ["main", "universe"], version!.OfType("deb.release_component").Select(unit => (string?)unit.Fields["component"]).Order());
        Assert.Equal(
            ["amd64", "arm64"], version.OfType("deb.release_architecture").Select(unit => (string?)unit.Fields["architecture"]).Order());
        Assert.Equal(4, version.OfType("deb.package_index").Count());
        Assert.Equal(4, version.OfType("deb.package_release_component").Count());
        Assert.Equal("jammy", (string?)version.OfType("deb.release").Single().Fields["codename"]);
        Assert.Equal(
            ["Downloading Artifacts", "Update ReleaseFile units", "Update PackageIndex units", "Associating Content"],
            task.Reports.Select(report => report.Message));
    }

    [Fact]
    public async Task Components_and_architectures_are_the_remotes_choice()
    {
        await using var server = await ContentServer.StartAsync();
        var (version, _) = await server.SyncAsync(
            server.Repository("deb/apt"), Jammy(server, new() { ["components"] = "main", ["architectures"] = "amd64" }));

        Assert.Equal(["caracal amd64", "lynx-cat all"], Packages(version!));
    }

    [Fact]
    public async Task Several_distributions_come_at_once()
    {
        await using var server = await ContentServer.StartAsync();
        var (version, _) = await server.SyncAsync(server.Repository("deb/apt"), Jammy(server, new() { ["distributions"] = "jammy noble" }));

        Assert.Equal(
            ["1.0", "1.5"],
            version!.OfType("deb.package")
                .Where(unit => (string?)unit.Fields["package"] == "lynx-cat")
                .Select(unit => (string?)unit.Fields["version"])
                .Order());
    }

    [Fact]
    public async Task An_unchanged_release_file_is_skipped_unless_mirrored()
    {
        await using var server = await ContentServer.StartAsync();
        var repository = server.Repository("deb/apt");
        var remote = Jammy(server);
        await server.SyncAsync(repository, remote);

        var (again, skipped) = await server.SyncAsync(repository, remote);
        Assert.Null(again);
        Assert.Equal(1, skipped.Reports.Single(report => report.Code == "sync.release_file.was_skipped").Done);

        var (mirrored, full) = await server.SyncAsync(repository, remote, new() { ["mirror"] = true });
        Assert.Null(mirrored);
        Assert.DoesNotContain(full.Reports, report => report.Code == "sync.release_file.was_skipped");
        Assert.Equal("Un-Associating Content", full.Reports[^1].Message);
    }

    [Fact]
    public async Task A_mirror_drops_what_is_gone()
    {
        await using var server = await ContentServer.StartAsync();
        var repository = server.Repository("deb/apt");
        await server.SyncAsync(repository, Jammy(server));
        var (version, _) = await server.SyncAsync(
            repository, Jammy(server, new() { ["distributions"] = "noble" }), new() { ["mirror"] = true });

        Assert.Equal(["lynx-cat all"], Packages(version!));
    }

    [Theory]
    [InlineData("./")]
    [InlineData("/")]
    public async Task A_flat_repository_has_packages_but_no_components(string distribution)
    {
        await using var server = await ContentServer.StartAsync();
        var remote = server.Remote("deb/apt", upstreams["DEB_FLAT_URL"], more: new() { ["distributions"] = distribution });
        var (version, _) = await server.SyncAsync(server.Repository("deb/apt"), remote);

        Assert.Equal(["serval amd64"], Packages(version!));
    }

    [Fact]
    public async Task Sources_come_when_asked_for()
    {
        await using var server = await ContentServer.StartAsync();
        var repository = server.Repository("deb/apt");
        var (without, _) = await server.SyncAsync(repository, Jammy(server));
        Assert.Empty(without!.OfType("deb.source_package"));

        var (with, _) = await server.SyncAsync(repository, Jammy(server, new() { ["sync_sources"] = true }));
        var source = with!.OfType("deb.source_package").Single();
        Assert.Equal("pool/jammy/main/lynx-cat_1.0.dsc", (string?)source.Fields["relative_path"]);
        Assert.Equal(2, source.Blobs.Count);
        Assert.Single(with.OfType("deb.source_package_release_component"));
    }

    [Fact]
    public async Task The_installer_comes_when_asked_for()
    {
        await using var server = await ContentServer.StartAsync();
        var (version, _) = await server.SyncAsync(
            server.Repository("deb/apt"), Jammy(
                server, new() { ["distributions"] = "noble", ["sync_udebs"] = true, ["sync_installer"] = true }));

        Assert.Equal("kitten-udeb", (string?)version!.OfType("deb.installer_package").Single().Fields["package"]);
        Assert.Equal(
            "dists/noble/main/installer-amd64/current/images/netboot/linux", version.OfType("deb.generic").Single().Blobs[0].RelativePath);
        Assert.Equal("lynx-cat", (string?)version.OfType("deb.package").Single().Fields["package"]);

        var publication = await server.PublishAsync("deb/verbatim", version);
        var url = server.Distribute("deb/apt", "noble", new() { ["publication"] = publication.Href });
        Assert.Equal(
            "a tiny kernel\n",
            await Command.RunAsync("curl", "-sf", $"{url}dists/noble/main/installer-amd64/current/images/netboot/linux"));
    }

    [Fact]
    public async Task A_missing_distribution_fails_as_in_Pulp()
    {
        await using var server = await ContentServer.StartAsync();
        var remote = Jammy(server, new() { ["distributions"] = "nowhere" });
        using var task = new Sandbox.Tasks.PulpTask("sync", new([], []), "/pulp/api/v3/users/1/");
        var request = new SyncRequest(
            server.Store, server.Repository("deb/apt"), remote, []) { Types = new Dictionary<string, EntityType>() };

        var missing = await Assert.ThrowsAsync<UpstreamException>(
            () => InstalledPlugins.All.Syncs["repositories/deb/apt"](request, new(task)));
        Assert.Equal(
            $"Could not find a Release file at '{upstreams["DEB_URL"]}/dists/nowhere', "
            + "try checking the 'url' and 'distributions' option on your remote",
            missing.Message);
        Assert.Equal(["canceled", "failed", "canceled", "canceled"], task.Reports.Select(report => report.State));
    }

    [Fact]
    public async Task A_package_that_is_not_what_the_index_says_is_refused()
    {
        await using var server = await ContentServer.StartAsync();
        var tampered = Directory.CreateDirectory(Path.Combine(upstreams.Folder, "www", "tampered"));
        await Command.RunAsync("cp", "-r", Path.Combine(upstreams.Folder, "www/deb") + "/.", tampered.FullName);
        var package = Directory.GetFiles(tampered.FullName, "lynx-cat_1.5_all.deb", SearchOption.AllDirectories).Single();
        await File.AppendAllTextAsync(package, "tampered");
        var remote = server.Remote(
            "deb/apt",
            upstreams["DEB_URL"].Replace("/deb", "/tampered", StringComparison.Ordinal),
            "immediate",
            new() { ["distributions"] = "noble" });

        var refused = await Assert.ThrowsAsync<UpstreamException>(() => server.SyncAsync(server.Repository("deb/apt"), remote));
        Assert.Contains("lynx-cat_1.5_all.deb failed validation due to checksum", refused.Message, StringComparison.Ordinal);
    }

    private Entity Jammy(ContentServer server, JsonObject? more = null)
    {
        more ??= [];
        more["distributions"] ??= "jammy";
        return server.Remote("deb/apt", upstreams["DEB_URL"], more: more);
    }

    private static IEnumerable<string> Packages(RepositoryVersion version) =>
        version.OfType("deb.package")
            .Select(unit => $"{unit.Fields["package"]} {unit.Fields["architecture"]}")
            .Order(StringComparer.Ordinal);
}
