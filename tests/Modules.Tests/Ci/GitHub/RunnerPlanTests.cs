// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Ci.GitHub;
using Modules.Ci.GitHub.Runners;
using static Modules.Ci.GitHub.Runners.RunnerStep;

namespace Modules.Tests.Ci.GitHub;

/// <summary>The service of a runner: what follows from what is seen.</summary>
public sealed class RunnerPlanTests
{
    private const string Url = "https://github.com/acme/kayobe-config";

    private static readonly RegisteredRunner There = new(5, "a", true, false, [], [], null);
    private static readonly RunnerSeen Fine = new(true, (5, "a", Url), There, true, true, "actions.runner.acme.a.service", true);

    [Fact]
    public void One_that_runs_is_left_alone() => Assert.Empty(Plan(runs: true).Steps(Fine));

    [Fact]
    public void One_that_ended_is_started() => Assert.Equal([Start], Plan(runs: true).Steps(Fine with { IsActive = false }));

    [Fact]
    public void One_that_shall_stop_is_stopped() => Assert.Equal([Stop], Plan(runs: false).Steps(Fine));

    [Fact]
    public void One_that_is_stopped_stays_so() => Assert.Empty(Plan(runs: false).Steps(Fine with { IsActive = false }));

    /// <summary>svc.sh is there only once config.sh has been, and its service goes with the registration.</summary>
    [Fact]
    public void A_registration_that_is_none_takes_its_service_with_it() => Assert.Equal(
        [Uninstall, Forget, Register, InstallService, Start], Plan(runs: true).Steps(Fine with { There = null, IsActive = false }));

    [Fact]
    public void New_variables_need_a_new_start() =>
        Assert.Equal([WriteEnv, Stop, Start], Plan(runs: true).Steps(Fine with { HasEnv = false }));

    [Fact]
    public void New_programs_come_while_the_service_is_stopped() =>
        Assert.Equal([Stop, Install, Start], Plan(runs: true).Steps(Fine with { IsInstalled = false }));

    [Fact]
    public void A_move_to_another_repository_is_a_new_registration() => Assert.Equal(
        [Uninstall, Forget, Register, InstallService, Start],
        Plan(runs: true).Steps(Fine with { Here = (5, "a", "https://github.com/acme/other"), There = null }));

    [Fact]
    public void A_server_that_was_not_asked_is_believed_to_have_it() =>
        Assert.Empty(Plan(runs: true).Steps(Fine with { There = null, WasAsked = false }));

    [Fact]
    public void What_goes_goes_from_both_sides() =>
        Assert.Equal([Uninstall, Unregister, Delete], Plan(runs: false).Removal(Fine, hasFolder: true));

    private static RunnerPlan Plan(bool runs) => new("a", new Uri(Url), null, Replace: false, HasService: true, runs);
}
