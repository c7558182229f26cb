// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.AuthProxy;
using Modules.AuthProxy.Nginx;
using Modules.Containers.Planning;

namespace Modules.Tests.Containers.Planning;

public sealed class PlanTests
{
    private static readonly ProxyFiles Files = ProxyFiles.For(Some.Host("192.0.2.7:443"));
    private static readonly IReadOnlyDictionary<string, string> Written = Files.ToWrite();

    [Fact]
    public void Nothing_there_becomes_a_running_proxy() => Assert.Equal(
        ["pull image", "write configuration", "create container", "start container"],
        Steps(new(new Dictionary<string, string>(), false, null, null)));

    [Fact]
    public void What_is_as_wanted_is_left_as_it_is() => Assert.Empty(Steps(There(Container())));

    [Theory]
    [InlineData(true, "start container")]
    [InlineData(false, "")]
    public void A_stopped_container_is_started_when_wanted(bool running, string steps) =>
        Assert.Equal(Words(steps), Steps(There(Container() with { Running = false, Current = false }), running));

    [Fact]
    public void A_running_container_is_stopped_when_wanted() => Assert.Equal(["stop container"], Steps(There(Container()), running: false));

    [Fact]
    public void Another_configuration_is_written_and_reloaded() => Assert.Equal(
        ["write configuration", "reload configuration"],
        Steps(There(Container()) with { Files = new Dictionary<string, string>(Written) { [ConfigurationFiles.Login(0)] = "another" } }));

    [Fact]
    public void A_file_too_many_is_a_difference() => Assert.Equal(
        ["write configuration", "reload configuration"],
        Steps(There(Container()) with { Files = new Dictionary<string, string>(Written) { [ConfigurationFiles.Login(1)] = "old" } }));

    [Fact]
    public void Files_that_others_could_read_are_written_again() =>
        Assert.Equal(["write configuration", "reload configuration"], Steps(There(Container()) with { Tight = false }));

    [Fact]
    public void A_configuration_that_was_never_loaded_is_loaded() =>
        Assert.Equal(["reload configuration"], Steps(There(Container() with { Current = false })));

    [Theory]
    [InlineData("image")]
    [InlineData("command")]
    [InlineData("network_mode")]
    [InlineData("ports")]
    [InlineData("mounts")]
    [InlineData("layout")]
    [InlineData("paused")]
    public void A_container_that_differs_is_replaced(string field)
    {
        var container = Container();
        container.Fields[field] = "other";
        Assert.Equal(["remove container", "create container", "start container"], Steps(There(container)));
    }

    [Theory]
    [InlineData(true, "update restart policy")]
    [InlineData(false, "remove container,create container,start container")]
    public void The_restart_policy_is_changed_in_place_where_the_engine_can(bool canUpdate, string steps)
    {
        var container = Container();
        container.Fields[ContainerSpec.RestartPolicyField] = "no";
        Assert.Equal(Words(steps), Steps(There(container), canUpdate: canUpdate));
    }

    [Fact]
    public void A_container_is_recreated_once_when_that_is_asked_for() => Assert.Equal(
        ["remove container", "create container", "start container"],
        Steps(There(Container()), options: Some.Settings.Options with { Recreate = true }));

    [Fact]
    public void An_image_that_is_there_is_pulled_only_when_that_is_asked_for() =>
        Assert.Equal(["pull image"], Steps(There(Container()), options: Some.Settings.Options with { Pull = "always" }));

    [Fact]
    public void An_image_that_is_not_there_and_may_not_be_pulled_is_an_error()
    {
        var failure = Assert.Throws<ModuleException>(
            () => Steps(There(null) with { ImageId = null }, options: Some.Settings.Options with { Pull = "never" }));
        Assert.Contains("no image 'nginx:stable-alpine'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_container_is_an_error_toward_a_proxy_and_toward_none()
    {
        var foreign = There(Container() with { Ours = false });
        _ = Assert.Throws<ModuleException>(() => Steps(foreign));
        _ = Assert.Throws<ModuleException>(() => Plan.NextToNone(foreign, Some.Settings.Options, ProxyContainer.Kind));
        Assert.Equal(
            "remove container", Plan.NextToNone(foreign, Some.Settings.Options with { Recreate = true }, ProxyContainer.Kind)?.Words);
    }

    [Fact]
    public void Toward_none_the_container_goes_first_and_then_the_files()
    {
        var state = There(Container());
        var steps = new List<string>();
        while (Plan.NextToNone(state, Some.Settings.Options, ProxyContainer.Kind) is { } step)
        {
            steps.Add(step.Words);
            state = step.After(state);
        }

        Assert.Equal(["remove container", "remove configuration"], steps);
    }

    private static Deployment There(ContainerState? container) => new(Written, Tight: true, ImageId: "0123", container);

    private static ContainerState Container() => new("abc", Some.Spec.Shown(), Ours: true, Running: true, Current: true);

    private static string[] Words(string steps) => steps.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static List<string> Steps(Deployment state, bool running = true, ContainerOptions? options = null, bool canUpdate = true)
    {
        var plan = new Plan(running, options ?? Some.Settings.Options, Files, Some.Spec with { ImageId = null }, canUpdate);
        var steps = new List<string>();
        while (plan.Next(state) is { } step)
        {
            Assert.True(steps.Count < 10, "the plan has no end");
            steps.Add(step.Words);
            state = step.After(state);
        }

        return steps;
    }
}
