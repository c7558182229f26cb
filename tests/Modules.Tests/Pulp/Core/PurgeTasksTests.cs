// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Tests.Infra;

namespace Modules.Tests.Pulp.Core;

public sealed class PurgeTasksTests
{
    [Fact]
    public async Task No_states_are_the_ones_Pulp_purges_by_itself()
    {
        using var sandbox = new SandboxProcess();
        _ = await sandbox.RunAsync("file_repository", """{"name":"r","state":"present"}""");
        _ = await sandbox.RunAsync("file_publication", """{"repository":"r","state":"present"}""");

        var answer = await sandbox.RunAsync("purge_tasks", """{"states":[],"finished_before":"2999-01-01"}""");

        Assert.Equal(1, (int)answer["summary"]!["objects"]!["core.Task"]!);
    }
}
