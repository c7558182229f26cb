using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Engine;

/// <summary>How long a module waits for what it started.</summary>
public sealed class PatienceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public async Task A_timeout_of_0_or_beyond_reason_waits_for_ever(long timeout)
    {
        using var sandbox = new SandboxProcess("--task-seconds", "1");
        _ = await sandbox.RunAsync("file_repository", """{"name":"r","state":"present"}""");

        var answer = await sandbox.RunAsync("file_publication", $$"""{"repository":"r","timeout":{{timeout}},"state":"present"}""");

        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.True((bool?)answer["changed"]);
    }

    [Fact]
    public async Task A_call_that_starts_a_group_of_tasks_waits_for_all_of_them()
    {
        using var upstream = new FileUpstream();
        using var sandbox = new SandboxProcess("--task-seconds", "1");
        _ = await sandbox.RunAsync("file_remote", $$"""{"name":"r","url":"{{upstream.Address}}/","policy":"on_demand","state":"present"}""");
        var source = await sandbox.RunAsync("file_acs", """{"name":"s","remote":"r","paths":["PULP_MANIFEST"],"state":"present"}""");
        var arguments = new JsonObject
        {
            ["operation_id"] = "acs_file_file_refresh",
            ["parameters"] = new JsonObject { ["file_file_alternate_content_source_href"] = (string?)source["acs"]!["pulp_href"] },
        };

        var answer = await sandbox.RunAsync("api_call", arguments.ToJsonString());

        Assert.True(answer["failed"] is null, (string?)answer["msg"]);
        Assert.Equal("completed", (string?)Assert.Single(answer["response"]!["tasks"]!.AsArray())!["state"]);
    }
}
