// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Container.Content;

/// <summary>From pulp_container 2.29 on a push makes an ordinary repository.</summary>
public sealed class NewPushTests : IDisposable
{
    private readonly SandboxProcess _pulp = new("--pulp-version", "3.123");

    public void Dispose() => _pulp.Dispose();

    [Fact]
    public async Task What_was_pushed_is_looked_for_among_ordinary_repositories_too()
    {
        _ = await _pulp.SendAsync(HttpMethod.Post, "repositories/container/container/", new JsonObject { ["name"] = "team/app" });
        var found = await _pulp.RunAsync(
            "container_content", """{"repository":"team/app","is_push":true,"tags":["v1"],"state":"read","allow_missing":true}""");

        Assert.True(found["failed"] is null, found.ToJsonString());
        Assert.Equal("""["v1"]""", found["missing"]!.ToJsonString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_that_was_pushed_is_nothing_in_check_mode_too(bool checkMode)
    {
        var arguments = JsonNode.Parse("""{"repository":"team/none","is_push":true,"tags":["v1"],"state":"read"}""")!.AsObject();
        var answer = await _pulp.RunAsync("container_content", arguments, checkMode);

        Assert.Contains("nothing was pushed to it", (string?)answer["msg"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_can_be_removed_with_what_serves_it_but_not_where_it_is_synced()
    {
        _ = await _pulp.RunAsync("container_repository", """{"name":"team/app","state":"present"}""");
        _ = await _pulp.RunAsync(
            "container_distribution", """{"name":"team/app","base_path":"team/app","repository":"team/app","state":"present"}""");
        var absent = JsonNode.Parse("""{"name":"team/app","state":"absent"}""")!.AsObject();

        Assert.True((bool?)(await _pulp.RunAsync("container_push_repository", absent, checkMode: true))["changed"]);
        Assert.True((bool?)(await _pulp.RunAsync("container_push_repository", absent))["changed"]);
        Assert.Empty(await _pulp.ListAsync("repositories/container/container/"));
        Assert.Empty(await _pulp.ListAsync("distributions/container/container/"));
        Assert.False((bool?)(await _pulp.RunAsync("container_push_repository", absent))["changed"]);

        _ = await _pulp.RunAsync(
            "repositories",
            """{"container":[{"name":"team/app","url":"http://127.0.0.1:9/","sync":false,"remote":"team/app-remote"}],"progress_file":""}""");
        Assert.Contains(
            "Remove it with container_repository", (string?)(await _pulp.RunAsync("container_push_repository", absent))["msg"],
            StringComparison.Ordinal);
    }
}
