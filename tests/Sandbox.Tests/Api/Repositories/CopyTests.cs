// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Tests.Infra;
using Sandbox.Versions;

namespace Sandbox.Tests.Api.Repositories;

public sealed class CopyTests
{
    [Fact]
    public async Task Chosen_content_is_copied_into_another_repository()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var source = await FillAsync(pulp, "source", "bear", "lion");
        var target = await FillAsync(pulp, "target", "wolf");
        var lion = (string)(await pulp.GetAsync("content/rpm/packages/?name=lion"))["results"]![0]!["pulp_href"]!;

        await CopyAsync(
            pulp, new() { ["source_repo_version"] = $"{source}versions/1/", ["dest_repo"] = target, ["content"] = new JsonArray(lion) });

        Assert.Equal(["lion", "wolf"], await NamesAsync(pulp, target));
    }

    [Fact]
    public async Task Without_a_choice_everything_is_copied()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var source = await FillAsync(pulp, "source", "bear", "lion");
        var target = await FillAsync(pulp, "target", "wolf");

        await CopyAsync(pulp, new() { ["source_repo_version"] = $"{source}versions/1/", ["dest_repo"] = target });

        Assert.Equal(["bear", "lion", "wolf"], await NamesAsync(pulp, target));
    }

    [Fact]
    public async Task A_source_that_is_not_there_is_refused()
    {
        await using var pulp = await LiveSandbox.StartAsync();

        var (status, _) = await pulp.SendAsync(
            HttpMethod.Post,
            "rpm/copy/",
            new() { ["config"] = new JsonArray(new JsonObject { ["source_repo_version"] = "/nowhere/", ["dest_repo"] = "/nowhere/" }) });

        Assert.Equal(400, status);
    }

    [Fact]
    public async Task The_version_that_is_added_to_is_named_by_its_number()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var source = await FillAsync(pulp, "source", "bear");
        var target = await FillAsync(pulp, "target", "wolf");

        await CopyAsync(pulp, Order(0));
        Assert.Equal(["bear"], await NamesAsync(pulp, target));

        foreach (var wrong in new JsonNode[] { $"{target}versions/0/", 9 })
        {
            var (status, _) = await pulp.SendAsync(HttpMethod.Post, "rpm/copy/", new() { ["config"] = new JsonArray(Order(wrong)) });
            Assert.Equal(400, status);
        }

        JsonObject Order(JsonNode version) =>
            new() { ["source_repo_version"] = $"{source}versions/1/", ["dest_repo"] = target, ["dest_base_version"] = version };
    }

    private static async Task CopyAsync(LiveSandbox pulp, JsonObject order)
    {
        var task = await pulp.RunAsync(HttpMethod.Post, "rpm/copy/", new() { ["config"] = new JsonArray(order) });
        Assert.Equal("completed", (string)task["state"]!);
    }

    private static async Task<string> FillAsync(LiveSandbox pulp, string name, params string[] packages)
    {
        var href = (string)(await pulp.CreateAsync("repositories/rpm/rpm/", new() { ["name"] = name }))["pulp_href"]!;
        var store = pulp.Running.Pulp.Store;
        store.Versions.Create(
            store.Find(href)!, packages.Select(package => new ContentUnit("rpm.package", package, new() { ["name"] = package }, [])));

        return href;
    }

    private static async Task<IEnumerable<string>> NamesAsync(LiveSandbox pulp, string repository)
    {
        var latest = (string)(await pulp.GetAsync(repository))["latest_version_href"]!;

        return (await pulp.GetAsync($"content/rpm/packages/?repository_version={latest}"))["results"]!.AsArray()
            .Select(package => (string)package!["name"]!)
            .Order(StringComparer.Ordinal);
    }
}
