// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Container.Content;

/// <summary>Tags copied, removed and looked for: what is asked and what is answered.</summary>
public sealed class ContainerContentTests
{
    private const string Repositories = "/pulp/api/v3/repositories/container/container/";
    private const string Tags = "/pulp/api/v3/content/container/tags/";

    [Fact]
    public async Task A_tag_that_points_at_the_wanted_manifest_is_no_change()
    {
        using var server = new ScriptedServer(Two(), List(Tag("v1", 1)), List(Tag("v1", 1)));
        var answer = await RunAsync(server, """{"repository":"to","src_repo":"from","tags":["v1"]}""");
        Assert.False((bool)answer["changed"]!);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_tag_that_points_elsewhere_is_copied()
    {
        using var server = new ScriptedServer(
            Two(), List(Tag("v1", 1)), List(Tag("v1", 2), Tag("v2", 3)), Begun(), Done("to"));
        var answer = await RunAsync(server, """{"repository":"to","src_repo":"from","tags":["v1","v2"]}""");
        Assert.True((bool)answer["changed"]!);
        Assert.Equal($"{Repositories}to/versions/6/", (string?)answer["repository_version"]);
        Assert.StartsWith($"POST {Repositories}to/add/", server.Requests[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_tag_is_named_with_the_nearest()
    {
        using var server = new ScriptedServer(Two(), List(), List(), List(Tag("v1.1", 1), Tag("other", 2)));
        var answer = await RunAsync(server, """{"repository":"to","src_repo":"from","tags":["v1.0"]}""");
        Assert.Equal("Some tags not found in source repository 'from': 'v1.0' (nearest: v1.1). It has 2 tags.", (string?)answer["msg"]);
        Assert.Equal("""["v1.0"]""", answer["missing"]!.ToJsonString());
    }

    [Fact]
    public async Task A_missing_tag_may_be_allowed()
    {
        using var server = new ScriptedServer(Two(), List(Tag("v1", 1)));
        var answer = await RunAsync(server, """{"repository":"to","tags":["v1","v2"],"state":"read","allow_missing":true}""");
        Assert.Equal(("""["v1"]""", """["v2"]"""), (answer["tags"]!.ToJsonString(), answer["missing"]!.ToJsonString()));
    }

    [Fact]
    public async Task One_items_failure_does_not_keep_the_others()
    {
        using var server = new ScriptedServer(Two(), List(Tag("v1", 1)));
        var answer = await RunAsync(
            server,
            """{"items":[{"repository":"nope","tags":["x"],"state":"read"},{"repository":"to","tags":["v1"],"state":"read"}],"concurrency":1}""");
        Assert.True((bool)answer["failed"]!);
        Assert.Equal("Could not find container repository with {'name': 'nope'}.", (string?)answer["msg"]);
        Assert.Equal("""["v1"]""", answer["content"]![1]!["tags"]!.ToJsonString());
    }

    [Fact]
    public async Task The_next_item_of_a_repository_starts_from_what_the_one_before_left()
    {
        using var server = new ScriptedServer(
            Two(), List(Tag("v1", 1)), Begun(), Done("to"),
            List(), List(Tag("v1", 1)), Begun(), Done("to"));
        var answer = await RunAsync(
            server,
            """{"items":[{"repository":"to","tags":["v1"],"state":"absent"},{"repository":"to","src_repo":"from","tags":["v1"]}]}""");
        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.Contains("to%2Fversions%2F6%2F", server.Requests[4], StringComparison.Ordinal);
        Assert.StartsWith($"POST {Repositories}to/add/", server.Requests[6], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_that_copies_from_another_items_repository_waits_for_it()
    {
        using var server = new ScriptedServer(
            List(Repository("to"), Repository("from"), Repository("middle")),
            List(), List(Tag("v1", 1)), Begun(), Done("middle"),
            List(), List(Tag("v1", 1)), Begun(), Done("to"));
        var answer = await RunAsync(
            server,
            """{"items":[{"repository":"middle","src_repo":"from","tags":["v1"]},{"repository":"to","src_repo":"middle","tags":["v1"]}]}""");
        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.Contains("middle%2Fversions%2F6%2F", server.Requests[6], StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_check_mode_a_source_that_an_earlier_task_would_make_has_the_tags()
    {
        using var server = new ScriptedServer(List(Repository("to")), List());
        var arguments = JsonNode.Parse("""{"repository":"to","src_repo":"from","tags":["v1"],"username":"admin","password":"x"}""")!
            .AsObject();
        arguments["pulp_url"] = server.Address;
        var answer = await Calling.RunAsync("container_content", arguments, checkMode: true);
        Assert.True((bool?)answer["changed"]);
        Assert.Equal(("""["v1"]""", "[]"), (answer["tags"]!.ToJsonString(), answer["missing"]!.ToJsonString()));
    }

    [Fact]
    public async Task A_copy_needs_a_source()
    {
        using var server = new ScriptedServer();
        var answer = await RunAsync(server, """{"repository":"to","tags":["v1"]}""");
        Assert.Equal("state is present but all of the following are missing: src_repo", (string?)answer["msg"]);
    }

    [Theory]
    [InlineData("absent")]
    [InlineData("present")]
    public async Task An_empty_tag_is_not_taken_for_all_there_are(string state)
    {
        // To Pulp an empty filter is none.
        using var server =
            new ScriptedServer(Two(), List(Tag("v1", 1), Tag("v2", 2)), List(Tag("v1", 1), Tag("v2", 2)), Done("to"), Done("to"));
        var answer = await RunAsync(server, $$"""{"repository":"to","src_repo":"from","tags":[""],"state":"{{state}}"}""");
        Assert.Equal("tags holds an empty name for repository 'to'. Is a variable empty?", (string?)answer["msg"]);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Long_names_are_asked_for_in_lines_that_a_server_takes()
    {
        var tags = Enumerable.Range(10, 60).Select(number => $"{new string('t', 118)}{number}").ToList();
        using var server = new ScriptedServer([Two(), .. Enumerable.Repeat(List(), 9)]);
        var answer = await RunAsync(server, new JsonObject
        {
            ["repository"] = "to",
            ["state"] = "read",
            ["allow_missing"] = true,
            ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode?)tag)]),
        }.ToJsonString());
        Assert.Equal(tags.Count, answer["missing"]!.AsArray().Count);
        Assert.All(server.Requests, line => Assert.InRange(line.Length, 0, 4094));
        Assert.All(tags, tag => Assert.Contains(server.Requests, line => line.Contains(tag, StringComparison.Ordinal)));
    }

    private static Task<JsonObject> RunAsync(ScriptedServer server, string arguments) =>
        Calling.RunAsync("container_content", server.Address, arguments);

    private static string Two() => List(Repository("to"), Repository("from"));

    private static string Repository(string name) =>
        $$"""{"name":"{{name}}","pulp_href":"{{Repositories}}{{name}}/","versions_href":"{{Repositories}}{{name}}/versions/","latest_version_href":"{{Repositories}}{{name}}/versions/5/"}""";

    private static string Tag(string name, int unit) =>
        $$"""{"name":"{{name}}","pulp_href":"{{Tags}}{{unit}}/","tagged_manifest":"/pulp/api/v3/content/container/manifests/{{unit}}/"}""";

    private static string List(params string[] results) =>
        ScriptedServer.Answer("200 OK", $$"""{"count":{{results.Length}},"next":null,"results":[{{string.Join(',', results)}}]}""");

    private static string Begun() => ScriptedServer.Answer("202 Accepted", """{"task":"/pulp/api/v3/tasks/t/"}""");

    private static string Done(string repository) => ScriptedServer.Answer(
        "200 OK",
        $$"""{"pulp_href":"/pulp/api/v3/tasks/t/","state":"completed","created_resources":["{{Repositories}}{{repository}}/versions/6/"]}""");
}
