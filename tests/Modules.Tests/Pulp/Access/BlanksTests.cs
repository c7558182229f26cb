// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Access;

/// <summary>Names in lists with blanks around them, and "" for none: the second run changes nothing.</summary>
public sealed class BlanksTests : IDisposable
{
    private readonly SandboxProcess _pulp = new();

    public void Dispose() => _pulp.Dispose();

    [Theory]
    [InlineData("user", """{"user":{"username":"u","groups":[" g ", "g"]}}""")]
    [InlineData("user", """{"user":{"username":"u","groups":""}}""")]
    [InlineData("group", """{"group":{"name":"g","users":[" u\n"]}}""")]
    [InlineData("group", """{"group":{"name":"g","users":""}}""")]
    [InlineData("role_assignment", """{"repository":"r","roles":[{"role":" file.filerepository_owner ","users":[" u "],"groups":["g "]}]}""")]
    [InlineData("pulp_importer", """{"name":"i","repo_mapping":{" a ":" r "}}""")]
    public async Task The_second_run_changes_nothing(string module, string arguments)
    {
        _ = await RunAsync("group", """{"group":{"name":"g"}}""");
        _ = await RunAsync("user", """{"user":{"username":"u","groups":["g"]}}""");
        _ = await RunAsync("file_repository", """{"name":"r"}""");
        if (arguments.Contains('[', StringComparison.Ordinal) && module is "user" or "group")
        {
            _ = await RunAsync("user", """{"user":{"username":"u","groups":[]}}""");
        }

        var dry = await RunAsync(module, arguments, checkMode: true);
        var first = await RunAsync(module, arguments);
        var second = await RunAsync(module, arguments);
        var drySecond = await RunAsync(module, arguments, checkMode: true);

        Assert.All([dry, first, second, drySecond], answer => Assert.True(answer["failed"] is null, answer.ToJsonString()));
        Assert.Equal([true, true, false, false], new[] { dry, first, second, drySecond }.Select(answer => (bool)answer["changed"]!));
    }

    [Theory]
    [InlineData("5kb", null)]
    [InlineData("1.5 MB", null)]
    [InlineData("1TB", null)]
    [InlineData("x", "chunk_size: 'x' is not valid")]
    [InlineData("0", "chunk_size: '0' is not valid")]
    [InlineData("0B", "is not greater than zero")]
    [InlineData("2TB", "is greater than max-chunk-size 1099511627776")]
    public async Task A_size_that_is_none_is_refused_in_check_mode(string size, string? complaint)
    {
        _ = await RunAsync("file_repository", """{"name":"r"}""");
        var answer = await RunAsync("pulp_export", new JsonObject { ["exporter"] = "e", ["chunk_size"] = size }.ToJsonString(), checkMode: true);
        Assert.Equal(complaint is not null, (bool?)answer["failed"] ?? false);
        Assert.Contains(complaint ?? "", (string?)answer["msg"] ?? "", StringComparison.Ordinal);
    }

    private Task<JsonObject> RunAsync(string module, string arguments, bool checkMode = false)
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        (all["pulp_url"], all["username"], all["password"]) = (_pulp.Address, "admin", "password");
        if (module != "pulp_export")
        {
            all["state"] = "present";
        }

        return Calling.RunAsync(module, all, checkMode);
    }
}
