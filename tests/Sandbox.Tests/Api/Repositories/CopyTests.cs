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

    /// <summary>Each as a pulp_rpm 3.35 and a pulp_deb 3.9 answered.</summary>
    [Theory]
    [InlineData("rpm", "[]", """{"non_field_errors":["Provided copy criteria is invalid:'['[] is too short']'"]}""")]
    [InlineData("deb", "[]", """{"non_field_errors":["Provided copy criteria is invalid:'['[] is too short']'"]}""")]
    [InlineData(
        "rpm", "\"x\"", """{"non_field_errors":["Provided copy criteria is invalid:'[\"'x' is not of type 'array'\"]'"]}""")]
    [InlineData(
        "rpm",
        "[{}]",
        """
        {"non_field_errors":
        ["Provided copy criteria is invalid:'[\"'dest_repo' is a required property\", \"'source_repo_version' is a required property\"]'"]}
        """)]
    [InlineData("rpm", """[{"source_repo_version":"x","dest_repo":"y"}]""", """["URI not valid: y"]""")]
    [InlineData(
        "rpm", """[{"source_repo_version":"TARGETversions/0/","dest_repo":"/gone/"}]""", """["URI /gone/ not found for rpmrepository."]""")]
    [InlineData(
        "deb",
        """[{"source_repo_version":"TARGETversions/0/","dest_repo":"TARGET"}]""",
        """["URI TARGET not found for aptrepository."]""")]
    [InlineData(
        "rpm", """[{"source_repo_version":"TARGETversions/0/","dest_repo":"TARGET","content":["x"]}]""", """["URI not valid: x"]""")]
    public async Task Orders_of_another_shape_are_refused(string plugin, string config, string refusal)
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var target = await FillAsync(pulp, "target", "wolf");

        var (status, body) = await pulp.SendAsync(
            HttpMethod.Post,
            $"{plugin}/copy/",
            new() { ["config"] = JsonNode.Parse(config.Replace("TARGET", target, StringComparison.Ordinal)) });

        Assert.Equal(400, status);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(refusal.Replace("TARGET", target, StringComparison.Ordinal)), body), $"{body}");
    }

    [Fact]
    public async Task Who_copies_needs_the_right_to_read_the_source_and_to_change_the_target()
    {
        await using var pulp = await LiveSandbox.StartAsync();
        var source = await FillAsync(pulp, "source", "bear");
        var target = await FillAsync(pulp, "target", "wolf");
        await pulp.CreateAsync("users/", new() { ["username"] = "copier", ["password"] = "quite-A-secret-99" });
        var order = $$"""[{"source_repo_version":"{{source}}versions/1/","dest_repo":"{{target}}"}]""";

        Assert.Equal(400, await AskAsync("rpm", "[]"));
        Assert.Equal(403, await AskAsync("rpm", order));
        await GiveAsync(target, "rpm.rpmrepository_owner");
        Assert.Equal(403, await AskAsync("rpm", order));
        await GiveAsync(source, "rpm.rpmrepository_viewer");
        Assert.Equal(202, await AskAsync("rpm", order));
        Assert.Equal(403, await AskAsync("deb", "[]"));

        Task<JsonObject> GiveAsync(string repository, string role) =>
            pulp.CreateAsync($"{repository}add_role/", new() { ["role"] = role, ["users"] = new JsonArray("copier") });

        async Task<int> AskAsync(string plugin, string config)
        {
            using var asked = new HttpRequestMessage(HttpMethod.Post, $"/pulp/api/v3/{plugin}/copy/");
            asked.Headers.Authorization = LiveSandbox.Basic("copier", "quite-A-secret-99");
            asked.Content = new StringContent($$"""{"config":{{config}}}""", System.Text.Encoding.UTF8, "application/json");
            using var answer = await pulp.Http.SendAsync(asked);
            return (int)answer.StatusCode;
        }
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
