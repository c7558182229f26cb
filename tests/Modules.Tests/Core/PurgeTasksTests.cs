using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Core;

public sealed class PurgeTasksTests
{
    [Fact]
    public async Task No_states_are_the_ones_Pulp_purges_by_itself()
    {
        using var sandbox = new SandboxProcess();
        _ = await RunAsync(sandbox, "file_repository", """{"name":"r","state":"present"}""");
        _ = await RunAsync(sandbox, "file_publication", """{"repository":"r","state":"present"}""");

        var answer = await RunAsync(sandbox, "purge_tasks", """{"states":[],"finished_before":"2999-01-01"}""");

        Assert.Equal(1, (int)answer["summary"]!["objects"]!["core.Task"]!);
    }

    private static Task<JsonObject> RunAsync(SandboxProcess sandbox, string module, string arguments)
    {
        var all = JsonNode.Parse(arguments)!.AsObject();
        (all["pulp_url"], all["username"], all["password"]) = (sandbox.Address, "admin", "password");
        return Calling.RunAsync(module, all);
    }
}
