// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Api.Lists;

public sealed class IndexedSearchTests
{
    private const string Path = "repositories/file/file/";

    [Fact]
    public async Task A_list_shows_nothing_of_another_type_whatever_the_query_names()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var href = (string)(await pulp.CreateAsync(Path, new() { ["name"] = "a" }))["pulp_href"]!;

        Assert.Empty(Found(await pulp.GetAsync($"repositories/rpm/rpm/?pulp_href__in={href}")));
        Assert.Empty(Found(await pulp.GetAsync("repositories/rpm/rpm/?name=a")));
        Assert.Equal([href], Found(await pulp.GetAsync("repositories/?name__in=a")));
        Assert.Equal([href], Found(await pulp.GetAsync($"repositories/?pulp_href__in={href},{href}")));
    }

    [Fact]
    public async Task A_name_is_free_again_once_its_owner_is_called_otherwise_or_gone()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var href = (string)(await pulp.CreateAsync(Path, new() { ["name"] = "a" }))["pulp_href"]!;
        Assert.Equal(400, await CreateAsync(pulp, "a"));

        Assert.Equal(202, (await pulp.SendAsync(HttpMethod.Patch, href, new() { ["name"] = "b" })).Status);
        Assert.Equal(201, await CreateAsync(pulp, "a"));
        Assert.Equal(400, await CreateAsync(pulp, "b"));

        Assert.Equal(202, (await pulp.SendAsync(HttpMethod.Delete, href)).Status);
        Assert.Equal(201, await CreateAsync(pulp, "b"));
    }

    [Fact]
    public async Task A_task_is_found_by_its_href_and_by_its_state()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var repository = (string)(await pulp.CreateAsync(Path, new() { ["name"] = "a" }))["pulp_href"]!;
        var tasks = new List<string>();
        foreach (var name in new[] { "b", "c" })
        {
            // Done in the request, so that the task has ended with it.
            tasks.Add((string)(await pulp.SendAsync(HttpMethod.Patch, repository, new() { ["name"] = name })).Body!["task"]!);
        }

        Assert.Equal([tasks[0]], Found(await pulp.GetAsync($"tasks/?pulp_href__in={tasks[0]},{tasks[0]}")));
        Assert.Equal([tasks[1]], Found(await pulp.GetAsync($"tasks/?pulp_href__in={tasks[1]}&state=completed")));
        Assert.Empty(Found(await pulp.GetAsync($"tasks/?pulp_href__in={tasks[1]}&state=failed")));
        Assert.Empty(Found(await pulp.GetAsync($"tasks/?pulp_href__in={repository}")));
        Assert.Equal([tasks[1], tasks[0]], Found(await pulp.GetAsync("tasks/?state__in=completed,failed")));
        Assert.Empty(Found(await pulp.GetAsync("tasks/?state__in=waiting,running")));
    }

    private static async Task<int> CreateAsync(LiveSandbox pulp, string name) =>
        (await pulp.SendAsync(HttpMethod.Post, Path, new() { ["name"] = name })).Status;

    private static IEnumerable<string> Found(JsonObject page) => page["results"]!.AsArray().Select(thing => (string)thing!["pulp_href"]!);
}
