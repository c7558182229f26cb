// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Containers.Engine;
using Modules.PulpServer;
using Modules.Tests.Infra;

namespace Modules.Tests.PulpServer;

public sealed class InsideServerTests
{
    [Fact]
    public async Task Tasks_and_version_are_told_by_one_command()
    {
        using var scripted = new ScriptedEngine(
            new Dictionary<string, string>(),
            "a warning of Django\n{\"version\": \"3.105.16\", \"count\": 1, \"results\": [{\"name\": \"sync\", \"state\": \"running\"}]}\n");
        using var engine = await ConnectAsync(scripted);
        var inside = new InsideServer(engine, "pulp");
        Assert.Equal(["sync (running)"], (await inside.TasksAsync(CancellationToken.None)).Names);
        Assert.Equal(new Version(3, 105, 16), await inside.VersionAsync(CancellationToken.None));
        Assert.Single(scripted.Requests, request => request.Contains("\"pulpcore-manager\",\"shell\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nothing of use", 0, "does not tell the tasks: no answer")]
    [InlineData("{\"count\": \"many\"}", 0, "does not tell the tasks: {\"count\":\"many\"}")]
    [InlineData("{\"count\": ", 0, "is not understood")]
    [InlineData("connection refused", 1, "with code 1: connection refused")]
    public async Task A_server_that_does_not_tell_is_told(string said, int code, string words)
    {
        using var scripted = new ScriptedEngine(new Dictionary<string, string>(), said, code);
        using var engine = await ConnectAsync(scripted);
        var failure = await Assert.ThrowsAsync<ModuleException>(() => new InsideServer(engine, "pulp").TasksAsync(CancellationToken.None));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    private static Task<DockerEngine> ConnectAsync(ScriptedEngine engine) =>
        DockerEngine.ConnectAsync(EngineAddress.Parse(engine.Address, null), CancellationToken.None);
}
