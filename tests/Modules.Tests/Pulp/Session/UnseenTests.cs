// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Session;

/// <summary>
/// What a user without a role is told. As recorded (pulpcore 3.105): lists are empty, an object is answered with 404, a creation with 403,
/// and users, roles, artifacts, policies, workers and exporters are refused with 403.
/// </summary>
public sealed class UnseenTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();

    public void Dispose() => _pulp.Dispose();

    [Theory]
    [InlineData("rpm_sync", """{"repository":"r"}""", "Could not find rpm repository with {'name': 'r'}. If it is there, user 'reader' lacks the permission")]
    [InlineData("rpm_repository", """{"name":"r","description":"x","state":"present"}""", "403")]
    [InlineData("rpm_publication", """{"repository":"r","state":"present"}""", "If it is there, user 'reader' lacks the permission to view it.")]
    [InlineData("user", """{"username":"reader"}""", "403")]
    public async Task A_user_without_a_role_is_told_what_may_be_wrong(string module, string arguments, string told)
    {
        await PrepareAsync();
        var answer = await AsReaderAsync(module, arguments);

        Assert.True((bool?)answer["failed"], answer.ToJsonString());
        Assert.Contains(told, (string?)answer["msg"], StringComparison.Ordinal);
    }

    /// <summary>A removal finds nothing to remove: that it is gone cannot be said.</summary>
    [Theory]
    [InlineData("rpm_repository", "rpm repository 'r'")]
    [InlineData("container_push_repository", "container-push repository 'r'")]
    public async Task A_removal_that_finds_nothing_warns(string module, string what)
    {
        await PrepareAsync();
        var answer = await AsReaderAsync(module, """{"name":"r","state":"absent"}""");

        Assert.False((bool)answer["changed"]!);
        Assert.Equal(
            $"There is no {what} to remove. If it is there, user 'reader' lacks the permission to view it.",
            (string?)Assert.Single(answer["warnings"]!.AsArray()));
        var admin = await _pulp.RunAsync(module, """{"name":"x","state":"absent"}""");
        Assert.True(admin["warnings"] is null or JsonArray { Count: 0 }, admin.ToJsonString());
    }

    [Fact]
    public async Task A_role_shows_what_it_is_for()
    {
        await PrepareAsync();
        Assert.Null((await AsReaderAsync("rpm_repository", """{"name":"r"}"""))["repository"]);
        _ = await _pulp.SendAsync(
            HttpMethod.Post,
            $"{(string)(await _pulp.ListAsync("repositories/rpm/rpm/"))[0]["pulp_href"]!}add_role/",
            new JsonObject { ["role"] = "rpm.rpmrepository_viewer", ["users"] = new JsonArray("reader") });
        Assert.Equal("r", (string?)(await AsReaderAsync("rpm_repository", """{"name":"r"}"""))["repository"]!["name"]);
    }

    /// <summary>What anybody may pull is there for everybody, to see and not to change; lists over all kinds show no more than that.</summary>
    [Fact]
    public async Task What_is_not_private_is_seen_and_cannot_be_removed()
    {
        await PrepareAsync();
        _ = await _pulp.RunAsync("rpm_distribution", """{"name":"d","base_path":"d","state":"present"}""");
        _ = await _pulp.RunAsync("container_distribution", """{"name":"open","base_path":"open","state":"present"}""");
        _ = await _pulp.RunAsync("container_distribution", """{"name":"shut","base_path":"shut","private":true,"state":"present"}""");

        var seen = await AsReaderAsync("api_call", """{"operation_id":"distributions_list"}""");
        Assert.Equal("open", (string?)Assert.Single(seen["response"]!["results"]!.AsArray())!["name"]);
        var refused = await AsReaderAsync("container_distribution", """{"name":"open","state":"absent"}""");
        Assert.Contains("Give the user (username) a role for it", (string?)refused["msg"], StringComparison.Ordinal);
        var hidden = await AsReaderAsync("container_distribution", """{"name":"shut","state":"absent"}""");
        Assert.Contains("lacks the permission to view it", (string?)Assert.Single(hidden["warnings"]!.AsArray()), StringComparison.Ordinal);
    }

    private async Task PrepareAsync()
    {
        _ = await _pulp.RunAsync("rpm_repository", """{"name":"r","state":"present"}""");
        _ = await _pulp.SendAsync(HttpMethod.Post, "users/", new JsonObject { ["username"] = "reader", ["password"] = "quite-A-secret-99" });
    }

    private async Task<JsonObject> AsReaderAsync(string module, string arguments)
    {
        var call = JsonNode.Parse(arguments)!.AsObject();
        (call["pulp_url"], call["username"], call["password"]) = (_pulp.Address, "reader", "quite-A-secret-99");
        return await Calling.RunAsync(module, call);
    }
}
