// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Secrets;
using Modules.Containers.Engine;
using Modules.Containers.Planning;
using Modules.Tests.Infra;

namespace Modules.Tests.Containers.Planning;

/// <summary>A container that ends and is started again for ever is up now and then, and cannot be asked anything.</summary>
public sealed class StepInsideTests
{
    private const string Refused = """409 Conflict {"message":"Container pulp is restarting, wait until the container is running"}""";

    [Theory]
    [InlineData(Refused, """{"Id":"pulp","State":{"Running":true,"Restarting":true,"StartedAt":"1"}}""", "complete")]
    [InlineData(Refused, """{"Id":"pulp","State":{"Running":true,"StartedAt":"2"}}""", "complete")]
    [InlineData(Refused, """{"Id":"pulp","State":{"Running":true,"Restarting":true,"StartedAt":"1"}}""", "reload")]
    [InlineData("""{"Id":"e1"}""", """{"Id":"pulp","State":{"Running":false,"StartedAt":"1"}}""", "complete")]
    public async Task What_fell_meanwhile_is_planned_for_anew(string exec, string inspected, string step)
    {
        var (run, result, taken) = await FollowAsync(exec, inspected, step);

        Assert.Null(result);
        Assert.Equal(["restart container"], taken);
        Assert.Contains(run.Warnings, warning => warning.Contains("does not stay up", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""409 Conflict {"message":"Container pulp is paused, unpause the container before exec"}""")]
    [InlineData("""{"Id":"e1"}""")]
    public async Task What_fails_in_a_container_that_stays_up_fails(string exec)
    {
        var (_, result, _) = await FollowAsync(exec, """{"Id":"pulp","State":{"Running":true,"StartedAt":"1"}}""", "complete");

        Assert.NotNull(result);
    }

    private static async Task<(Invocation Run, ModuleException? Failure, IEnumerable<string> Taken)> FollowAsync(
        string exec, string inspected, string step)
    {
        using var scripted = new ScriptedEngine(
            new Dictionary<string, string>
            {
                ["POST /containers/pulp/exec"] = exec,
                ["GET /containers/pulp/json"] = inspected,
                ["POST /containers/pulp/restart"] = "{}",
            },
            code: 137);
        using var engine = await DockerEngine.ConnectAsync(EngineAddress.Parse(scripted.Address, null), CancellationToken.None);
        var run = new Invocation(new ArgumentValues([]), false, false, new Redactor());
        var container = new ContainerState("pulp", new JsonObject(), Ours: true, Running: true, Current: false) { Started = "1" };
        var planRun = new PlanRun(run, engine, "pulp", folder: null);
        ContainerStep? Next(Deployment state) => state.Container switch
        {
            { Current: true } => null,
            { Restarting: true } => new RestartContainer("pulp", 0),
            _ => step == "reload" ? new ReloadConfiguration("pulp", new("nginx")) : new Prepare("pulp", new("true"), step),
        };
        try
        {
            _ = await planRun.FollowAsync(new(new Dictionary<string, string>(), true, "0123", container), Next, CancellationToken.None);
            return (run, null, planRun.Taken.Select(each => each.Words));
        }
        catch (ModuleException failure)
        {
            return (run, failure, planRun.Taken.Select(each => each.Words));
        }
    }
}
