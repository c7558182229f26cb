// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists.Distributions;

/// <summary>Distributions that serve the checkpoints of a repository, each below its time.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();

    public void Dispose() => _pulp.Dispose();

    [Fact]
    public async Task It_serves_the_repository_even_if_nothing_is_published_yet()
    {
        await _pulp.SendAsync(HttpMethod.Post, "repositories/file/file/", new JsonObject { ["name"] = "tools" });

        var first = await ListAsync(Checkpoint(true));
        Assert.True(first["failed"] is null, (string?)first["msg"]);
        Assert.True((bool?)first["changed"]);
        var made = Assert.Single(await _pulp.ListAsync("distributions/file/file/"));
        Assert.Equal((true, true, true), ((bool?)made["checkpoint"], made["repository"] is not null, made["publication"] is null));

        Assert.False((bool?)(await ListAsync(Checkpoint(true)))["changed"]);
        Assert.False((bool?)(await ListAsync(Checkpoint(null)))["changed"]); // what it is now stays where the list does not say
    }

    [Fact]
    public async Task It_takes_the_place_of_a_publication_and_gives_it_back()
    {
        await _pulp.SendAsync(HttpMethod.Post, "repositories/file/file/", new JsonObject { ["name"] = "tools" });
        _ = await _pulp.RunAsync("file_publication", """{"repository":"tools","state":"present"}""");
        _ = await ListAsync(Checkpoint(false));
        Assert.NotNull((await _pulp.ListAsync("distributions/file/file/"))[0]["publication"]);

        var changed = await ListAsync(Checkpoint(true));
        Assert.True(changed["failed"] is null, (string?)changed["msg"]);
        Assert.Null((await _pulp.ListAsync("distributions/file/file/"))[0]["publication"]);

        var back = await ListAsync(Checkpoint(false));
        Assert.True(back["failed"] is null, (string?)back["msg"]);
        var now = Assert.Single(await _pulp.ListAsync("distributions/file/file/"));
        Assert.Equal((false, true, true), ((bool?)now["checkpoint"], now["repository"] is null, now["publication"] is not null));
    }

    [Theory]
    [InlineData("""{"repository":"tools","version":1}""")]
    [InlineData("""{"distribution":"other"}""")]
    public async Task What_cannot_be_a_checkpoint_is_refused_before_anything_is_written(string source)
    {
        await _pulp.SendAsync(HttpMethod.Post, "repositories/file/file/", new JsonObject { ["name"] = "tools" });
        var item = JsonNode.Parse(source)!.AsObject();
        (item["name"], item["base_path"], item["checkpoint"]) = ("checkpoints", "checkpoints", true);

        var answer = await ListAsync(item);

        Assert.Contains(
            "checkpoint goes with neither distribution, version nor publication", (string?)answer["msg"], StringComparison.Ordinal);
        Assert.Empty(await _pulp.ListAsync("distributions/file/file/"));
    }

    [Fact]
    public async Task Check_mode_counts_on_the_repository_that_an_earlier_task_would_make()
    {
        var answer = await Calling.ListAsync("distributions", _pulp.Address, "file", [Checkpoint(true)], checkMode: true);
        Assert.True((bool?)answer["changed"], answer.ToJsonString());
    }

    private static JsonObject Checkpoint(bool? checkpoint)
    {
        var item = new JsonObject { ["name"] = "checkpoints", ["base_path"] = "checkpoints", ["repository"] = "tools" };
        if (checkpoint is { } wanted)
        {
            item["checkpoint"] = wanted;
        }

        return item;
    }

    private Task<JsonObject> ListAsync(JsonObject item) => Calling.ListAsync("distributions", _pulp.Address, "file", [item]);
}
