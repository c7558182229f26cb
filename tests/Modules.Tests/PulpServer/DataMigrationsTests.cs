// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using ModuleHost.Secrets;
using Modules.Containers.Engine;
using Modules.PulpServer;
using Modules.Tests.Infra;

namespace Modules.Tests.PulpServer;

/// <summary>After an upgrade, what Pulp leaves to be done by hand is named, and done if that is asked for.</summary>
public sealed class DataMigrationsTests
{
    [Theory]
    [InlineData("name", """["container-handle-image-data","migrate","shell"]""", 1, 0)]
    [InlineData("run", """["container-handle-image-data","datarepair","shell"]""", 2, 2)]
    [InlineData("name", """["migrate"]""", 0, 0)]
    [InlineData("now", """["container-handle-image-data","datarepair","shell"]""", 2, 2)]
    [InlineData("run", "it cannot be said", 0, 0)]
    public async Task Those_that_the_server_has_are_named_or_run(string wanted, string commands, int named, int done)
    {
        using var scripted = new ScriptedEngine(new Dictionary<string, string>(), commands + "\n");
        var (shown, run) = await AskAsync(scripted, wanted);

        Assert.Equal((named, done), (shown.Count, shown.Count(each => (bool)each!["done"]!)));
        Assert.Equal(done, scripted.Requests.Count(request => request.Contains("\"pulpcore-manager\",\"container", StringComparison.Ordinal)
            || request.Contains("\"pulpcore-manager\",\"datarepair\",\"7272\"", StringComparison.Ordinal)));
        Assert.Equal(named > done, run.Warnings.Any(each => each.Contains("Give data_migrations: now once", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_that_does_not_tell_is_told()
    {
        using var scripted = new ScriptedEngine(new Dictionary<string, string>(), "no database", code: 1);
        var (shown, run) = await AskAsync(scripted, "run");

        Assert.Empty(shown);
        Assert.Contains("is not known", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_names_all_and_asks_nothing()
    {
        using var scripted = new ScriptedEngine(new Dictionary<string, string>());
        var (shown, _) = await AskAsync(scripted, "run", checkMode: true);

        Assert.Equal(2, shown.Count);
        Assert.DoesNotContain(scripted.Requests, request => request.Contains("exec", StringComparison.Ordinal));
    }

    /// <summary>Who was only told after the upgrade can have it done later: that run upgrades nothing.</summary>
    [Theory]
    [InlineData("name", true, true, false)]
    [InlineData("name", false, false, false)]
    [InlineData("run", true, true, true)]
    [InlineData("run", false, false, true)]
    [InlineData("now", false, true, true)]
    public void They_are_looked_at_after_an_upgrade_or_at_once(string wanted, bool isUpgraded, bool isDue, bool isChange)
    {
        var run = new Invocation(new ArgumentValues(new() { ["data_migrations"] = wanted }), CheckMode: false, DiffMode: false, new Redactor());
        Assert.Equal((isDue, isChange), (DataMigrations.AreDue(run, isUpgraded), DataMigrations.Change(run, [new JsonObject()])));
        Assert.False(DataMigrations.Change(run, []));
    }

    private static async Task<(JsonArray Shown, Invocation Run)> AskAsync(ScriptedEngine scripted, string wanted, bool checkMode = false)
    {
        using var engine = await DockerEngine.ConnectAsync(EngineAddress.Parse(scripted.Address, null), CancellationToken.None);
        var run = new Invocation(new ArgumentValues(new() { ["data_migrations"] = wanted }), checkMode, DiffMode: false, new Redactor());
        return (await DataMigrations.LookAsync(run, engine, "pulp", CancellationToken.None), run);
    }
}
