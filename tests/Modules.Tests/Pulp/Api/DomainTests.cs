// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Api;

/// <summary>Servers with domains: all but the status is below one of them.</summary>
public sealed class DomainTests : IDisposable
{
    private readonly SandboxProcess _pulp = new("--pulp-version", "3.123", "--domains");

    public void Dispose() => _pulp.Dispose();

    [Fact]
    public async Task Without_one_the_default_domain_is_meant_and_asked_for_once()
    {
        var told = await _pulp.TellAsync("file_repository", Present("a"));

        Assert.Equal(
            """
            file_repository {"name":"a","state":"present"}
              GET status/ 200
              GET /pulp/default/api/v3/repositories/file/file/?name=a&offset=0&limit=1 200
              POST /pulp/default/api/v3/repositories/file/file/ 201
              => changed: true

            """,
            told);
    }

    [Theory]
    [InlineData("delete_orphans", "{}")] // begins with a write
    [InlineData("repositories", """{"file":[{"name":"a"}]}""")]
    [InlineData("user", """{"user":{"username":"u","password":"correct horse-1"},"state":"present"}""")]
    public async Task Whatever_comes_first_finds_it(string module, string arguments)
    {
        var answer = await _pulp.RunAsync(module, arguments);

        Assert.True(answer["failed"] is null, answer.ToJsonString());
    }

    [Fact]
    public async Task A_named_one_is_asked_straight_away_and_the_same_name_in_another_is_another_object()
    {
        _ = await _pulp.SendAsync(
            HttpMethod.Post,
            "/pulp/default/api/v3/domains/",
            new JsonObject
            {
                ["name"] = "other",
                ["storage_class"] = "pulpcore.app.models.storage.FileSystem",
                ["storage_settings"] = new JsonObject { ["location"] = "/var/lib/pulp/media" },
            });
        _ = await _pulp.RunAsync("file_repository", Present("a"));
        var arguments = Present("a");
        arguments["pulp_domain"] = "other";
        var made = await _pulp.RunAsync("file_repository", arguments);

        Assert.True((bool?)made["changed"], made.ToJsonString());
        Assert.StartsWith("/pulp/other/api/v3/", (string)made["repository"]!["pulp_href"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_not_there_is_told_with_what_the_server_is()
    {
        var arguments = Present("a");
        arguments["pulp_domain"] = "none";
        var message = (string)(await _pulp.RunAsync("file_repository", arguments))["msg"]!;

        Assert.Contains("core 3.123.1", message, StringComparison.Ordinal);
        Assert.Contains("is there one of this name (pulp_domain)?", message, StringComparison.Ordinal);
    }

    private static JsonObject Present(string name) => new() { ["name"] = name, ["state"] = "present" };
}
