// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Core;

public sealed class TaskModuleTests
{
    /// <summary>Awaited while it runs, and when it is over: a playbook that ignores the error reads the task.</summary>
    [Theory]
    [InlineData("failed", "1")]
    [InlineData("failed", "0")]
    [InlineData("canceled", "20")]
    public async Task A_task_that_did_not_complete_is_in_the_result(string state, string seconds)
    {
        using var sandbox = new SandboxProcess("--sync-seconds", seconds);
        _ = await sandbox.RunAsync("file_repository", """{"name":"r","state":"present"}""");
        _ = await sandbox.RunAsync("file_remote", """{"name":"r","url":"http://127.0.0.1:9/","state":"present"}""");
        var repository = (string)(await sandbox.ListAsync("repositories/file/file/"))[0]["pulp_href"]!;
        var remote = (string)(await sandbox.ListAsync("remotes/file/file/"))[0]["pulp_href"]!;
        var started = await sandbox.SendAsync(HttpMethod.Post, $"{repository}sync/", new JsonObject { ["remote"] = remote });
        if (state == "canceled")
        {
            _ = await sandbox.SendAsync(HttpMethod.Patch, (string)started["task"]!, new JsonObject { ["state"] = "canceled" });
        }

        var answer = await sandbox.RunAsync("task", $$"""{"pulp_href":"{{started["task"]}}","state":"completed"}""");

        Assert.True((bool?)answer["failed"], answer.ToJsonString());
        Assert.Equal((string?)started["task"], (string?)answer["task"]?["pulp_href"]);
        Assert.Equal(state, (string?)answer["task"]?["state"]);
    }
}
