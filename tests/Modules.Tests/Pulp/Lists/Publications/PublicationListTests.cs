// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Lists.Publications;

/// <summary>Publications of what is not there: a problem of the list where they shall be present, nothing to do where not.</summary>
public sealed class PublicationListTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();

    public void Dispose() => _pulp.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_version_that_is_not_there_is_told_before_any_is_published(bool checkMode)
    {
        await PrepareAsync();

        var answer = await RunAsync(checkMode, Item("tools"), Item("tools", 0), Item("tools", 7), Item("tools", 8), Item("tools", 9));

        Assert.Equal(
            "Nothing was changed, since the list has 3 problems. file 'tools': repository 'tools' has no version 7. | "
            + "file 'tools': repository 'tools' has no version 8. | file 'tools': repository 'tools' has no version 9.",
            (string?)answer["msg"]);
        Assert.Empty(await _pulp.ListAsync("publications/file/file/"));
    }

    [Fact]
    public async Task What_went_with_its_version_or_its_repository_is_absent()
    {
        await PrepareAsync();
        Assert.True((bool)(await RunAsync(false, Item("tools")))["changed"]!);

        var answer = await RunAsync(
            false, Item("gone", state: "absent"), Item("gone", 3, "absent"), Item("tools", 7, "absent"), Item("tools", state: "absent"));

        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.Equal(["none", "none", "none", "deleted"], answer["results"]!.AsArray().Select(result => (string?)result!["action"]));
        Assert.Empty(await _pulp.ListAsync("publications/file/file/"));
    }

    [Theory]
    [InlineData("/tools")]
    [InlineData("tools/")]
    public async Task A_base_path_with_a_slash_too_many_is_told_before_anything_is_served(string path)
    {
        var items = new[] { "fine", path }.Select(each => new JsonObject { ["name"] = each, ["base_path"] = each });

        var answer = await Calling.ListAsync("distributions", _pulp.Address, "file", items, checkMode: true);

        Assert.EndsWith(
            $"base_path '{path}' begins or ends with a slash. Give it without.", (string?)answer["msg"], StringComparison.Ordinal);
    }

    private async Task PrepareAsync() =>
        _ = await _pulp.SendAsync(HttpMethod.Post, "repositories/file/file/", new JsonObject { ["name"] = "tools" });

    private static JsonObject Item(string repository, int? version = null, string state = "present") =>
        new() { ["repository"] = repository, ["version"] = version, ["manifest"] = version is null ? "PULP_MANIFEST" : $"MANIFEST-{version}", ["state"] = state };

    private Task<JsonObject> RunAsync(bool checkMode, params IEnumerable<JsonObject> items) =>
        Calling.ListAsync("publications", _pulp.Address, "file", items, checkMode);
}
