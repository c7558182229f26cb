// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Api.Repositories;

[Collection(Upstreams.Name)]
public sealed class AcsTests(Upstreams upstreams)
{
    [Fact]
    public async Task What_a_source_has_is_fetched_from_there_by_later_syncs()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var near = await RemoteAsync(pulp, "near", "on_demand", upstreams["FILE_URL"]);
        var acs = await pulp.CreateAsync(
            "acs/file/file/", new() { ["name"] = "acs", ["remote"] = near, ["paths"] = new JsonArray("PULP_MANIFEST") });
        Assert.Null(acs["last_refreshed"]);

        var (status, started) = await pulp.SendAsync(HttpMethod.Post, $"{acs["pulp_href"]}refresh/", []);
        var group = await TaskGroups.WaitAsync(pulp, (string)started!["task_group"]!);

        Assert.Equal((202, 1, 0), (status, (int)group["completed"]!, (int)group["failed"]!));
        Assert.Empty(group["group_progress_reports"]!.AsArray());
        Assert.Null((await pulp.GetAsync((string)acs["pulp_href"]!))["last_refreshed"]); // of files it is not told
        Assert.Equal(0, (int)(await pulp.GetAsync("repositories/"))["count"]!);
        var known = pulp.Running.Pulp.Store.Content.All.SelectMany(unit => unit.Blobs).ToList();
        Assert.NotEmpty(known);
        Assert.All(known, blob => Assert.Equal((near, null), (blob.Nearer?.Remote, blob.Url)));
    }

    [Fact]
    public async Task What_a_source_has_is_fetched_from_there_and_else_from_where_it_came()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var near = await RemoteAsync(pulp, "near", "on_demand", upstreams["FILE_URL"]);
        var acs = await pulp.CreateAsync(
            "acs/file/file/", new() { ["name"] = "acs", ["remote"] = near, ["paths"] = new JsonArray("PULP_MANIFEST") });
        var far = (string)(await pulp.CreateAsync("remotes/file/file/", new()
        {
            ["name"] = "far",
            ["url"] = $"{upstreams["PRIVATE_URL"]}/file/PULP_MANIFEST",
            ["username"] = upstreams["USERNAME"],
            ["password"] = upstreams["PASSWORD"],
            ["policy"] = "on_demand",
        }))["pulp_href"]!;
        var repository = (string)(
            await pulp.CreateAsync("repositories/file/file/", new() { ["name"] = "r", ["autopublish"] = true }))["pulp_href"]!;
        _ = await pulp.RunAsync(HttpMethod.Post, $"{repository}sync/", new() { ["remote"] = far });
        _ = await pulp.RunAsync(
            HttpMethod.Post, "distributions/file/file/", new() { ["name"] = "d", ["base_path"] = "d", ["repository"] = repository });
        var (_, started) = await pulp.SendAsync(HttpMethod.Post, $"{acs["pulp_href"]}refresh/", []);
        _ = await TaskGroups.WaitAsync(pulp, (string)started!["task_group"]!);
        var files = (await pulp.GetAsync("content/file/files/"))["results"]!.AsArray()
            .Select(file => new Uri($"/pulp/content/d/{file!["relative_path"]}", UriKind.Relative))
            .ToList();
        Assert.True(files.Count >= 2, "the upstream has less than two files");

        // Where it came from does not let us in any more; the source does.
        _ = await pulp.RunAsync(HttpMethod.Patch, far, new() { ["password"] = "wrong" });
        Assert.Equal(200, (int)(await pulp.Http.GetAsync(files[0])).StatusCode);

        // The source is gone, and where it came from lets us in again.
        _ = await pulp.RunAsync(HttpMethod.Patch, far, new() { ["password"] = upstreams["PASSWORD"] });
        _ = await pulp.RunAsync(HttpMethod.Delete, near);
        Assert.Equal(200, (int)(await pulp.Http.GetAsync(files[1])).StatusCode);
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_fails_its_task()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var near = await RemoteAsync(pulp, "near", "on_demand", upstreams["FILE_URL"]);
        var acs = await pulp.CreateAsync(
            "acs/file/file/", new() { ["name"] = "acs", ["remote"] = near, ["paths"] = new JsonArray("nothing/", "PULP_MANIFEST") });
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
        Assert.Equal(
            (400, "Remote used with alternate content source must have the 'on_demand' policy."), (status, (string)body!["remote"]![0]!));
    }

    [Fact]
    public async Task A_source_without_paths_has_the_empty_one()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var near = await RemoteAsync(pulp, "near", "on_demand", upstreams["FILE_URL"]);
        var acs = await pulp.CreateAsync("acs/file/file/", new() { ["name"] = "acs", ["remote"] = near });
        Assert.Equal("""[""]""", acs["paths"]!.ToJsonString());
        _ = await pulp.RunAsync(HttpMethod.Patch, (string)acs["pulp_href"]!, new() { ["paths"] = new JsonArray("a/") });
        Assert.Equal("""["a/"]""", (await pulp.GetAsync((string)acs["pulp_href"]!))["paths"]!.ToJsonString());
        _ = await pulp.RunAsync(HttpMethod.Patch, (string)acs["pulp_href"]!, new() { ["paths"] = new JsonArray() });
        Assert.Equal("""[""]""", (await pulp.GetAsync((string)acs["pulp_href"]!))["paths"]!.ToJsonString());

        // What it shows, it does not take.
        var (status, _) = await pulp.SendAsync(HttpMethod.Patch, (string)acs["pulp_href"]!, new() { ["paths"] = new JsonArray("") });
        Assert.Equal(400, status);
    }

    private static async Task<string> RemoteAsync(LiveSandbox pulp, string name, string policy, string url) =>
        (string)(await pulp.CreateAsync("remotes/file/file/", new() { ["name"] = name, ["url"] = url, ["policy"] = policy }))["pulp_href"]!;
}
