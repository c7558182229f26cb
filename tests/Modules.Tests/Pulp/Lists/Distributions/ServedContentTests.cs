// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists.Distributions;

/// <summary>A dry run of publishing what was synced tells of the distributions, too, though it makes no publication for them.</summary>
public sealed class ServedContentTests : IDisposable
{
    private static readonly JsonObject Newest = new() { ["name"] = "development", ["base_path"] = "development", ["repository"] = "tools" };
    private static readonly JsonObject Pinned =
        new() { ["name"] = "pinned", ["base_path"] = "pinned", ["repository"] = "tools", ["version"] = 1 };

    private readonly SandboxProcess _pulp = new();
    private readonly FileUpstream _upstream = new();

    public void Dispose()
    {
        _pulp.Dispose();
        _upstream.Dispose();
    }

    [Fact]
    public async Task Check_mode_counts_on_the_publication_that_the_task_before_pretends_to_make()
    {
        await CallAsync("repositories", new JsonObject { ["name"] = "tools", ["url"] = _upstream.Manifest });
        await PublishAsync();
        Assert.Equal([true, true], await ChangesAsync(checkMode: false));
        Assert.Equal([false, false], await ChangesAsync(checkMode: true));

        await ChangeRepositoryAsync();
        Assert.Equal([true, false], await ChangesAsync(checkMode: true));
        Assert.Equal([false, false], await ChangesAsync(checkMode: false)); // nobody has published it

        await PublishAsync();
        Assert.Equal([true, false], await ChangesAsync(checkMode: true));
        Assert.Equal([true, false], await ChangesAsync(checkMode: false));
        Assert.Equal([false, false], await ChangesAsync(checkMode: true));
    }

    [Fact]
    public async Task It_says_what_it_counts_on()
    {
        await CallAsync("repositories", new JsonObject { ["name"] = "tools", ["url"] = _upstream.Manifest });
        await PublishAsync();
        await ChangeRepositoryAsync();

        var answer = await Calling.ListAsync("distributions", _pulp.Address, "file", [Newest], checkMode: true);

        Assert.Equal(
            "The newest version of repository 'tools' has no publication yet. Check mode assumes that an earlier task would create it.",
            (string?)Assert.Single(answer["warnings"]!.AsArray()));
    }

    [Fact]
    public async Task A_promotion_from_a_repository_that_nobody_published_names_both()
    {
        var repository = await _pulp.SendAsync(HttpMethod.Post, "repositories/file/file/", new JsonObject { ["name"] = "tools" });
        await CallAsync("distributions", new JsonObject { ["name"] = "by-hand", ["base_path"] = "by-hand" });
        var distribution = (await _pulp.ListAsync("distributions/file/file/"))[0];
        _ = await _pulp.SendAsync(
            HttpMethod.Patch, (string)distribution["pulp_href"]!, new JsonObject { ["repository"] = (string?)repository["pulp_href"] });
        await UntilAsync(async () => (await _pulp.ListAsync("distributions/file/file/"))[0]["repository"] is not null);

        var answer = await Calling.ListAsync(
            "distributions",
            _pulp.Address,
            "file",
            [new JsonObject { ["name"] = "production", ["base_path"] = "production", ["distribution"] = "by-hand" }]);

        Assert.EndsWith(
            "file 'production': Could not find a matching publication of the repository that distribution "
                + "'by-hand' serves. Publish it first.",
            (string?)answer["msg"],
            StringComparison.Ordinal);
    }

    private Task PublishAsync() => CallAsync("publications", new JsonObject { ["repository"] = "tools" });

    private async Task CallAsync(string module, JsonObject item)
    {
        var answer = await Calling.ListAsync(module, _pulp.Address, "file", [item]);
        Assert.True((bool)answer["changed"]!, answer.ToJsonString());
    }

    /// <summary>A version more, as after a sync.</summary>
    private async Task ChangeRepositoryAsync()
    {
        var repository = (await _pulp.ListAsync("repositories/file/file/"))[0];
        _ = await _pulp.SendAsync(
            HttpMethod.Post, $"{repository["pulp_href"]}modify/", new JsonObject { ["remove_content_units"] = new JsonArray("*") });
        await UntilAsync(
            async () =>
                (string?)repository["latest_version_href"] != (string?)(
                    await _pulp.ListAsync("repositories/file/file/"))[0]["latest_version_href"]);
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var left = 600; left > 0 && !await isSo(); left--)
        {
            await Task.Delay(50);
        }
    }

    private async Task<IEnumerable<bool>> ChangesAsync(bool checkMode)
    {
        var answer = await Calling.ListAsync("distributions", _pulp.Address, "file", [Newest, Pinned], checkMode);
        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        return answer["results"]!.AsArray().Select(result => (bool)result!["changed"]!);
    }
}
