// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Tests.Infra;
using Sandbox.Units;
using Sandbox.Versions;

namespace Sandbox.Tests.Api.Repositories;

public sealed class ContainerActionTests
{
    private const string Path = "repositories/container/container/";

    [Fact]
    public async Task A_manifest_gets_another_tag_and_loses_it_again()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var repository = await FillAsync(pulp, "r", "1", "2");

        await pulp.RunAsync(HttpMethod.Post, $"{repository}tag/", new() { ["tag"] = "stable", ["digest"] = "sha256:1" });
        Assert.Equal(["1", "2", "stable"], await TagsAsync(pulp, repository));

        await pulp.RunAsync(HttpMethod.Post, $"{repository}untag/", new() { ["tag"] = "2" });
        Assert.Equal(["1", "stable"], await TagsAsync(pulp, repository));
    }

    [Fact]
    public async Task A_tag_that_moves_leaves_the_manifest_it_named()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var repository = await FillAsync(pulp, "r", "1", "2");

        await pulp.RunAsync(HttpMethod.Post, $"{repository}tag/", new() { ["tag"] = "1", ["digest"] = "sha256:2" });

        var tag = (await pulp.GetAsync($"content/container/tags/?name=1&repository_version={repository}versions/2/"))["results"]!.AsArray();
        var manifest = (await pulp.GetAsync("content/container/manifests/?digest=sha256:2"))["results"]![0]!;
        Assert.Equal((string)manifest["pulp_href"]!, (string)Assert.Single(tag)!["tagged_manifest"]!);
    }

    [Fact]
    public async Task Tags_are_copied_with_what_they_need()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var source = await FillAsync(pulp, "source", "1", "2");
        var target = (string)(await pulp.CreateAsync(Path, new() { ["name"] = "target" }))["pulp_href"]!;

        await pulp.RunAsync(
            HttpMethod.Post, $"{target}copy_tags/", new() { ["source_repository"] = source, ["names"] = new JsonArray("1") });

        var present = (await pulp.GetAsync($"{target}versions/1/"))["content_summary"]!["present"]!.AsObject();
        Assert.Equal(
            [1, 1, 2], present.OrderBy(type => type.Key, StringComparer.Ordinal).Select(type => (int)type.Value!["count"]!).Order());
    }

    [Fact]
    public async Task A_removed_tag_takes_along_only_what_nothing_else_needs()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var repository = await FillAsync(pulp, "r", "1", "2");
        var tag = (string)(await pulp.GetAsync("content/container/tags/?name=1"))["results"]![0]!["pulp_href"]!;

        await pulp.RunAsync(HttpMethod.Post, $"{repository}remove/", new() { ["content_units"] = new JsonArray(tag) });

        var present = (await pulp.GetAsync($"{repository}versions/2/"))["content_summary"]!["present"]!;
        Assert.Equal(
            (1, 1, 2),
            (Count("container.tag"), Count("container.manifest"), Count("container.blob")));

        int Count(string type) => (int)present[type]!["count"]!;
    }

    [Fact]
    public async Task What_is_not_there_can_be_neither_tagged_nor_untagged()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var repository = await FillAsync(pulp, "r", "1");

        var (tagging, no) = await pulp.SendAsync(HttpMethod.Post, $"{repository}tag/", new() { ["tag"] = "x", ["digest"] = "sha256:9" });
        var (untagging, neither) = await pulp.SendAsync(HttpMethod.Post, $"{repository}untag/", new() { ["tag"] = "9" });

        Assert.Equal((400, 400), (tagging, untagging));
        Assert.StartsWith(
            "A manifest with the digest 'sha256:9' does not exist", (string)no!["non_field_errors"]![0]!, StringComparison.Ordinal);
        Assert.StartsWith("The tag '9' does not exist", (string)neither!["non_field_errors"]![0]!, StringComparison.Ordinal);
    }

    /// <summary>A repository whose images, one a tag, share a layer and have a config each.</summary>
    private static async Task<string> FillAsync(LiveSandbox pulp, string name, params string[] tags)
    {
        var href = (string)(await pulp.CreateAsync(Path, new() { ["name"] = name }))["pulp_href"]!;
        var store = pulp.Running.Pulp.Store;
        var layer = store.Content.Intern(ContainerUnits.Blob(new Blob("sha256:layer", null, 1)));
        var units = new List<ContentUnit> { layer };
        foreach (var tag in tags)
        {
            var config = store.Content.Intern(ContainerUnits.Blob(new Blob($"sha256:config{tag}", null, 1)));
            var manifest = store.Content.Intern(new ContentUnit(
                "container.manifest",
                $"sha256:{tag}",
                new() { ["digest"] = $"sha256:{tag}", ["config_blob"] = Href(config), ["blobs"] = new JsonArray(Href(layer)) },
                []));
            units.AddRange([config, manifest, store.Content.Intern(ContainerUnits.Tag(tag, manifest))]);
        }

        store.Versions.Create(store.Find(href)!, units);

        return href;
    }

    private static string Href(ContentUnit unit) => $"{EntityType.Root}content/container/blobs/{unit.Id}/";

    private static async Task<IEnumerable<string>> TagsAsync(LiveSandbox pulp, string repository)
    {
        var latest = (string)(await pulp.GetAsync(repository))["latest_version_href"]!;

        return (await pulp.GetAsync($"content/container/tags/?repository_version={latest}"))["results"]!.AsArray()
            .Select(tag => (string)tag!["name"]!)
            .Order(StringComparer.Ordinal);
    }
}
