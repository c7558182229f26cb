// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Tasks;

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
        _ = await sandbox.RunAsync(
            "file_remote", $$"""{"name":"r","url":"{{upstream.Address}}/","policy":"on_demand","state":"present"}""");
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

    [Theory]
    [InlineData("acs_refresh", """{"type":"file","name":"s"}""")]
    [InlineData("api_call", """{"operation_id":"acs_file_file_refresh","parameters":{"file_file_alternate_content_source_href":"HREF"}}""")]
    public async Task A_group_of_tasks_is_waited_for_until_the_deadline_and_no_longer(string module, string arguments)
    {
        using var upstream = new FileUpstream();
        using var sandbox = new SandboxProcess("--task-seconds", "60");
        _ = await sandbox.RunAsync(
            "file_remote", $$"""{"name":"r","url":"{{upstream.Address}}/","policy":"on_demand","state":"present"}""");
        var source = await sandbox.RunAsync("file_acs", """{"name":"s","remote":"r","paths":["PULP_MANIFEST"],"state":"present"}""");
        var call = JsonNode.Parse(arguments.Replace("HREF", (string?)source["acs"]!["pulp_href"], StringComparison.Ordinal))!.AsObject();
        call["timeout"] = 3;

        var answer = await sandbox.RunAsync(module, call.ToJsonString());

        Assert.True((bool?)answer["failed"], answer.ToJsonString());
        var message = (string?)answer["msg"] ?? "";
        Assert.Matches(
            @"Waiting for task group \S+/task-groups/\S+/ timed out\. After 3 s of its tasks \S+/tasks/\S+/ \(\S+\) is (running|waiting)",
            message);
        Assert.Contains("raise timeout", message, StringComparison.Ordinal);
    }

    /// <summary>A task that nobody begins: its name, its state and the workers that could are told when time is up, and not later.</summary>
    [Theory]
    [InlineData("file_publication", """{"repository":"r","state":"present","timeout":3}""", @"Waiting for task \S+ timed out\. After 3 s it \(\S+publish\) is waiting; ")]
    [InlineData("repositories", """{"file":[{"name":"r","url":"http://127.0.0.1:9/"}],"progress_file":"","timeout":3,"retries":0}""", @"Waiting for its task \S+ timed out after 3 s; it \(\S+synchronize\) is waiting; ")]
    [InlineData("acs_refresh", """{"type":"file","name":"s","timeout":3}""", @"Waiting for task group \S+ timed out\. After 3 s of its tasks .* is waiting; ")]
    public async Task A_task_that_waits_is_told_with_the_workers_that_could_begin_it(string module, string arguments, string told)
    {
        using var sandbox = new SandboxProcess("--workers", "1", "--task-seconds", "60");
        _ = await sandbox.RunAsync("file_repository", """{"name":"r","state":"present"}""");
        _ = await sandbox.RunAsync("file_remote", """{"name":"r","url":"http://127.0.0.1:9/","policy":"on_demand","state":"present"}""");
        _ = await sandbox.RunAsync("file_acs", """{"name":"s","remote":"r","state":"present"}""");
        _ = await sandbox.RunAsync("file_repository", """{"name":"busy","state":"present"}""");
        var busy = (string)(await sandbox.ListAsync("repositories/file/file/?name=busy"))[0]["pulp_href"]!;
        _ = await sandbox.SendAsync(HttpMethod.Post, "publications/file/file/", new JsonObject { ["repository"] = busy });

        var answer = await sandbox.RunAsync(module, arguments);

        var worker = (string)(await sandbox.SendAsync(HttpMethod.Get, "status/"))["online_workers"]![0]!["name"]!;
        Assert.Matches(told, (string?)answer["msg"] ?? "");
        Assert.Contains($"workers online: {worker}, ", (string?)answer["msg"], StringComparison.Ordinal);
    }
}
