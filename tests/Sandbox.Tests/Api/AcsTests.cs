using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Api;

[Collection(Upstreams.Name)]
public sealed class AcsTests(Upstreams upstreams)
{
    [Fact]
    public async Task What_a_source_has_is_fetched_from_there_by_later_syncs()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var near = await RemoteAsync(pulp, "near", "on_demand", upstreams["FILE_URL"]);
        var acs = await pulp.CreateAsync("acs/file/file/", new() { ["name"] = "acs", ["remote"] = near, ["paths"] = new JsonArray("PULP_MANIFEST") });
        Assert.Null(acs["last_refreshed"]);

        var (status, started) = await pulp.SendAsync(HttpMethod.Post, $"{acs["pulp_href"]}refresh/", []);
        var group = await TaskGroups.WaitAsync(pulp, (string)started!["task_group"]!);

        Assert.Equal((202, 1, 0), (status, (int)group["completed"]!, (int)group["failed"]!));
        Assert.Equal((1, 1), ((int)group["group_progress_reports"]![0]!["done"]!, (int)group["group_progress_reports"]![0]!["total"]!));
        Assert.NotNull((await pulp.GetAsync((string)acs["pulp_href"]!))["last_refreshed"]);
        Assert.Equal(0, (int)(await pulp.GetAsync("repositories/"))["count"]!);
        var known = pulp.Running.Pulp.Store.Content.All.SelectMany(unit => unit.Blobs).ToList();
        Assert.NotEmpty(known);
        Assert.All(known, blob => Assert.Equal(near, blob.Remote));
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_fails_its_task()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var near = await RemoteAsync(pulp, "near", "on_demand", upstreams["FILE_URL"]);
        var acs = await pulp.CreateAsync("acs/file/file/", new() { ["name"] = "acs", ["remote"] = near, ["paths"] = new JsonArray("nothing/", "PULP_MANIFEST") });
        var (_, started) = await pulp.SendAsync(HttpMethod.Post, $"{acs["pulp_href"]}refresh/", []);
        var group = await TaskGroups.WaitAsync(pulp, (string)started!["task_group"]!);
        Assert.Equal((1, 1), ((int)group["completed"]!, (int)group["failed"]!));
    }

    [Fact]
    public async Task A_source_takes_a_remote_that_fetches_on_demand()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var eager = await RemoteAsync(pulp, "eager", "immediate", upstreams["FILE_URL"]);
        var (status, body) = await pulp.SendAsync(HttpMethod.Post, "acs/file/file/", new() { ["name"] = "acs", ["remote"] = eager });
        Assert.Equal((400, "Remote used with alternate content source must have the 'on_demand' policy."), (status, (string)body!["remote"]![0]!));
    }

    private static async Task<string> RemoteAsync(LiveSandbox pulp, string name, string policy, string url) =>
        (string)(await pulp.CreateAsync("remotes/file/file/", new() { ["name"] = name, ["url"] = url, ["policy"] = policy }))["pulp_href"]!;
}
