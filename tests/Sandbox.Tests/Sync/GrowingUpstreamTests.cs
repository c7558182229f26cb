// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Sync;

public sealed class GrowingUpstreamTests
{
    [Fact]
    public async Task What_upstreams_add_overnight_comes_with_the_next_sync()
    {
        var upstreams = new Upstreams();
        await upstreams.InitializeAsync();
        try
        {
            await using var server = await ContentServer.StartAsync();
            (string Plugin, string Url, JsonObject Fields, string Type, int Added)[] all =
            [
                ("rpm/rpm", $"{upstreams["RPM_URL"]}/baseos/", [], "rpm.package", 1),
                ("deb/apt", upstreams["DEB_URL"], new() { ["distributions"] = "jammy" }, "deb.package", 1),
                ("file/file", $"{upstreams["FILE_URL"]}/PULP_MANIFEST", [], "file.file", 1),
                ("python/python", upstreams["PYTHON_URL"], new() { ["includes"] = new JsonArray("tiny-otter") }, "python.python", 1),
                ("container/container", upstreams["REGISTRY_URL"], new() { ["upstream_name"] = "stackhpc/keystone" }, "container.tag", 1),
            ];
            var synced = all.Select(
                one => (
                    Repository: server.Repository(one.Plugin),
                    Remote: server.Remote(one.Plugin, one.Url, more: one.Fields),
                    one.Type,
                    one.Added))
                .ToList();
            foreach (var (repository, remote, _, _) in synced)
            {
                await server.SyncAsync(repository, remote);
            }

            await Upstreams.ScriptAsync("grow", upstreams.Folder);
            foreach (var (repository, remote, type, added) in synced)
            {
                var (version, _) = await server.SyncAsync(repository, remote);
                Assert.Equal((2, added), (version!.Number, version.Added.Count(unit => unit.Type == type)));
                Assert.DoesNotContain(version.Removed, unit => unit.Type == type);
            }
        }
        finally
        {
            await upstreams.DisposeAsync();
        }
    }
}
