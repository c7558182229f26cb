// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Containers.Planning;
using Modules.PulpServer;
using Modules.Tests.Containers;

namespace Modules.Tests.PulpServer;

public sealed class ServerPlanTests
{
    private const string Image = "pulp/pulp:3.43";

    private static readonly ServerFiles Files = ServerFiles.For("CONTENT_ORIGIN = \"http://a\"\n", new("certificate", Some.Secret("key")));
    private static readonly ContainerSpec Spec = new(ServerContainer.Kind, Image, "host", "unless-stopped");

    [Fact]
    public void Nothing_there_becomes_a_running_server() => Follows(
        new(new Dictionary<string, string>(), false, null, null), "pull image,write configuration,create container,start container", null);

    [Fact]
    public void What_is_as_wanted_is_left_as_it_is() => Follows(There(), "", null);

    [Fact]
    public void Files_beside_ours_are_no_difference() =>
        Follows(There() with { Files = new Dictionary<string, string>(Files.Wanted) { ["certs/database_fields.symmetric.key"] = "Pulp's" } }, "", null);

    [Fact]
    public void Another_setting_is_a_restart() => Follows(
        There() with { Files = new Dictionary<string, string>(Files.Wanted) { [ServerFiles.Settings] = "" } }, "write configuration,restart container", "restarted");

    [Fact]
    public void A_container_older_than_its_files_is_restarted() => Follows(There(found => found with { Current = false }), "restart container", "restarted");

    [Fact]
    public void Checksums_are_completed_before_a_restart_and_not_after_it() => Follows(
        There(found => found with { Current = false }), "complete checksums,restart container", "restarted", Plan() with { Preparation = Checksums });

    [Fact]
    public void Checksums_are_completed_before_the_settings_that_need_them_are_written() => Follows(
        There() with { Files = new Dictionary<string, string>(Files.Wanted) { [ServerFiles.Settings] = "" } },
        "complete checksums,write configuration,restart container", "restarted", Plan() with { Preparation = Checksums });

    [Fact]
    public void What_a_killed_replacement_left_is_taken_up()
    {
        var old = There(found => found with { Running = false, Current = false });
        Follows(old with { Container = null, Predecessor = old.Container }, "take back container,start container", null);
        Follows(old with { Leftover = old.Container }, "remove leftover container,start container", null);
        Follows(old with { Predecessor = old.Container }, "start container,remove container", null);
        Follows(There() with { Predecessor = old.Container }, "remove container", null);
    }

    [Fact]
    public void Checksums_are_completed_before_a_container_is_replaced()
    {
        var old = There(found => found with { Current = false });
        old.Container!.Fields["image"] = "0000";
        Follows(
            old, "complete checksums,create container,stop container,replace container,start container,remove container", $"upgraded to {Image}",
            Plan() with { Preparation = Checksums });
    }

    [Fact]
    public void Another_image_stops_the_database_properly_before_it_goes()
    {
        var old = There();
        old.Container!.Fields["image"] = "0000";
        Follows(old, "create container,stop container,replace container,start container,remove container", $"upgraded to {Image}");
    }

    [Fact]
    public void An_image_that_has_yet_to_come_is_an_upgrade() => Follows(
        There() with { ImageId = null }, "pull image,create container,stop container,replace container,start container,remove container", $"upgraded to {Image}");

    [Fact]
    public void Another_environment_stops_it_without_being_an_upgrade()
    {
        var old = There();
        old.Container!.Fields["environment"] = "other";
        Follows(old, "create container,stop container,replace container,start container,remove container", "stopped");
    }

    [Fact]
    public void A_stopped_container_is_replaced_without_interrupting_anything()
    {
        var old = There(found => found with { Running = false });
        old.Container!.Fields["image"] = "0000";
        Follows(old, "create container,replace container,start container,remove container", null);
    }

    [Fact]
    public void A_stop_is_an_interruption() => Follows(There(), "stop container", "stopped", Plan() with { Running = false });

    [Fact]
    public void Its_nameless_volumes_outlive_it() =>
        Assert.Equal(new RemoveContainer("abc", Volumes: false), Modules.Containers.Planning.Plan.NextToNone(
            There(found => found with { Running = false }), new("pulp", "missing", false), ServerContainer.Kind));

    private static Plan Plan() => new(true, new("pulp", "missing", false), Files, Spec, CanUpdate: true);

    private static Prepare? Checksums(Deployment state) => state is { Prepared: false, Container: { Running: true } found } ? new(found.Id, new("x"), "complete checksums") : null;

    private static Deployment There(Func<ContainerState, ContainerState>? but = null)
    {
        var container = new ContainerState("abc", (Spec with { ImageId = "0123" }).Shown(), Ours: true, Running: true, Current: true);
        return new(Files.Wanted, Tight: true, ImageId: "0123", but?.Invoke(container) ?? container);
    }

    private static void Follows(Deployment state, string steps, string? interruption, Plan? plan = null)
    {
        plan ??= Plan();
        Assert.Equal(interruption, Downtime.Ahead(state, plan.Next, Image)?.Words);
        var taken = new List<string>();
        while (plan.Next(state) is { } step)
        {
            Assert.True(taken.Count < 10, "the plan has no end");
            taken.Add(step.Words);
            state = step.After(state);
        }

        Assert.Equal(steps, string.Join(',', taken));
    }
}
