// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Access;

namespace Modules.Tests.Pulp.Access;

/// <summary>Who gets a role and who loses one.</summary>
public sealed class GrantPlanTests
{
    private static readonly RoleGrant[] Current =
    [
        Grant("reader", ["ann"], ["a", "b"]),
        Grant("owner", ["root"], []),
    ];

    [Fact]
    public void Adds_only_who_is_missing() => Assert.Equal(
        ("reader: bob/c", ""),
        Told(
            GrantPlan.Toward(
                Current, [Grant("reader", ["ann", "bob"], ["a", "c"])], absent: false, exactUsers: false, exactGroups: false)));

    [Fact]
    public void Takes_away_from_groups_that_are_not_listed_and_leaves_users_alone() => Assert.Equal(
        ("reader: /c", "reader: /a,b"),
        Told(GrantPlan.Toward(Current, [Grant("reader", null, ["c"])], absent: false, exactUsers: false, exactGroups: true)));

    [Fact]
    public void Takes_away_roles_that_are_not_listed() => Assert.Equal(
        ("", "reader: ann/;owner: root/"),
        Told(GrantPlan.Toward(Current, [], absent: false, exactUsers: true, exactGroups: false)));

    [Fact]
    public void Absent_takes_away_what_is_listed_and_there() => Assert.Equal(
        ("", "reader: /a"),
        Told(GrantPlan.Toward(Current, [Grant("reader", ["nobody"], ["a", "z"])], absent: true, exactUsers: false, exactGroups: false)));

    [Fact]
    public void Nothing_to_do_is_an_empty_plan() => Assert.Equal(
        ("", ""), Told(GrantPlan.Toward(Current, Current, absent: false, exactUsers: true, exactGroups: true)));

    [Fact]
    public void Applied_it_gives_what_is_wanted()
    {
        RoleGrant[] wanted = [Grant("reader", ["bob"], ["c"])];
        var plan = GrantPlan.Toward(Current, wanted, absent: false, exactUsers: true, exactGroups: true);
        Assert.Equal("reader: bob/c", Told(plan.Apply(Current)));
    }

    private static RoleGrant Grant(string role, string[]? users, string[]? groups) =>
        new(role, users is null ? null : new HashSet<string>(users), groups is null ? null : new HashSet<string>(groups));

    private static (string Added, string Removed) Told(GrantPlan plan) => (Told(plan.Added), Told(plan.Removed));

    private static string Told(IEnumerable<RoleGrant> grants) => string.Join(';', grants.Select(grant =>
        $"{grant.Role}: "
            + $"{string.Join(',', (grant.Users ?? new HashSet<string>()).Order())}/{string.Join(',', (grant.Groups ?? new HashSet<string>()).Order())}"));
}
