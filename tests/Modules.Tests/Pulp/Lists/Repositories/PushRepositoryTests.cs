// SPDX-License-Identifier: GPL-3.0-or-later
using System.Diagnostics;
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists.Repositories;

/// <summary>Somebody pushed an image where a repository is to be made: their names exclude each other.</summary>
public sealed class PushRepositoryTests : IDisposable
{
    private const string Tag = "2026.1-rocky-9-20260101T000000";
    private const string Image = "stackhpc/keystone";

    private readonly SandboxProcess _pulp = new();
    private readonly Upstreams _upstreams = new();

    public void Dispose()
    {
        _pulp.Dispose();
        _upstreams.Dispose();
    }

    [Fact]
    public async Task Unless_told_otherwise_it_is_told_before_anything_is_written()
    {
        Push();
        using var counted = new FaultyProxy(_pulp.Address);
        var answer = await RunAsync(counted.Address, null);

        var message = (string)answer["msg"]!;
        Assert.Contains(
            $"container '{Image}': a push repository has this name: /pulp/api/v3/repositories/container/container-push/",
            message,
            StringComparison.Ordinal);
        Assert.Contains($"served by the distribution '{Image}' at '{Image}', 1 tags ({Tag})", message, StringComparison.Ordinal);
        Assert.Contains("on_push_repository", message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            counted.Requests,
            request => !request.StartsWith("GET", StringComparison.Ordinal) && !request.EndsWith("/login/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Told_to_delete_it_goes_with_its_distribution()
    {
        Push();
        var pretended = await RunAsync(_pulp.Address, "delete", checkMode: true);
        Assert.Contains("deleted the push repository", (string)pretended["results"]![0]!["action"]!, StringComparison.Ordinal);
        Assert.Single(await _pulp.ListAsync("repositories/container/container-push/"));

        var answer = await RunAsync(_pulp.Address, "delete");

        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.Equal("deleted the push repository, created, synced", (string?)answer["results"]![0]!["action"]);
        Assert.Empty(await _pulp.ListAsync("repositories/container/container-push/"));
        Assert.Equal(2, (await _pulp.ListAsync("repositories/container/container/")).Count);
        Assert.False((bool)(await RunAsync(_pulp.Address, "delete"))["changed"]!);
    }

    [Fact]
    public async Task Told_to_migrate_a_server_that_cannot_is_named_before_anything_is_written()
    {
        Push();
        var answer = await RunAsync(_pulp.Address, "migrate");
        Assert.Contains(
            "This server cannot migrate it: that takes pulp_container 2.29, and it has 2.27.",
            (string)answer["msg"]!,
            StringComparison.Ordinal);
        Assert.Empty(await _pulp.ListAsync("repositories/container/container/"));
    }

    [Fact]
    public async Task Told_to_migrate_it_becomes_the_repository_that_was_wanted()
    {
        Push();
        using var newer = new FaultyProxy(_pulp.Address)
        {
            Rewrite = (path, body) =>
                path.EndsWith("/status/", StringComparison.Ordinal)
                    ? body.Replace("\"2.27.11\"", "\"2.29.0\"", StringComparison.Ordinal)
                    : body,
            Instead = async (method, path) =>
                method == "POST" && path.EndsWith("/migrate/", StringComparison.Ordinal) ? await MigrateAsync() : null,
        };
        var answer = await RunAsync(newer.Address, "migrate");

        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.StartsWith("migrated the push repository, ", (string?)answer["results"]![0]!["action"], StringComparison.Ordinal);
        Assert.DoesNotContain(
            newer.Requests,
            request => request.StartsWith("DELETE", StringComparison.Ordinal) && !request.EndsWith("/login/", StringComparison.Ordinal));
        Assert.Equal(2, (await _pulp.ListAsync("repositories/container/container/")).Count);
    }

    /// <summary>What a newer server's migrate/ does, by means of this one.</summary>
    private async Task<string> MigrateAsync()
    {
        var distribution = Assert.Single(await _pulp.ListAsync("distributions/container/container/"));
        _ = await _pulp.SendAsync(HttpMethod.Delete, (string)distribution["pulp_href"]!);
        _ = await _pulp.SendAsync(HttpMethod.Post, "repositories/container/container/", new JsonObject { ["name"] = Image });
        return "{}";
    }

    private void Push()
    {
        string Registry(string address) => address.Replace("http://", "docker://", StringComparison.Ordinal);
        using var skopeo = Process.Start("skopeo", [
            "--insecure-policy", "copy", "--quiet", "--src-tls-verify=false", "--dest-tls-verify=false", "--dest-creds", "admin:password",
            $"{Registry(_upstreams["REGISTRY_URL"])}/{Image}:{Tag}", $"{Registry(_pulp.Address)}/{Image}:{Tag}"]);
        skopeo.WaitForExit();
        Assert.Equal(0, skopeo.ExitCode);
    }

    private Task<JsonObject> RunAsync(string address, string? wish, bool checkMode = false) => Calling.ListAsync(
        "repositories",
        address,
        "container",
        new[] { Image, "stackhpc/glance-api" }.Select(
            name => new JsonObject { ["name"] = name, ["url"] = _upstreams["REGISTRY_URL"], ["policy"] = "on_demand" }),
        checkMode,
        wish is null ? null : new JsonObject { ["on_push_repository"] = wish });
}
