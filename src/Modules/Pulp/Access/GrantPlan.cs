// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Pulp.Access;

/// <summary>What to grant and what to take away. Decided purely.</summary>
/// <param name="Added">Per role, who is to get it.</param>
/// <param name="Removed">Per role, who is to lose it.</param>
internal sealed record GrantPlan(IReadOnlyList<RoleGrant> Added, IReadOnlyList<RoleGrant> Removed)
{
    private static readonly HashSet<string> None = [];

    /// <param name="current">Who has which role.</param>
    /// <param name="wanted">Who shall have, or with <paramref name="absent"/> shall not have.</param>
    /// <param name="absent">Take away what is wanted.</param>
    /// <param name="exactUsers">No other user shall have any role.</param>
    /// <param name="exactGroups">No other group shall have any role.</param>
    public static GrantPlan Toward(
        IReadOnlyList<RoleGrant> current, IReadOnlyList<RoleGrant> wanted, bool absent, bool exactUsers, bool exactGroups)
    {
        List<RoleGrant> added = [], removed = [];
        foreach (var role in wanted.Concat(current).Select(grant => grant.Role).Distinct())
        {
            var (users, groups) = (Of(current, role, grant => grant.Users), Of(current, role, grant => grant.Groups));
            var (wantedUsers, wantedGroups) = (Of(wanted, role, grant => grant.Users), Of(wanted, role, grant => grant.Groups));
            added.Add(absent ? new(role, None, None) : new(role, Less(wantedUsers, users), Less(wantedGroups, groups)));
            removed.Add(absent
                ? new(role, Both(users, wantedUsers), Both(groups, wantedGroups))
                : new(role, exactUsers ? Less(users, wantedUsers) : None, exactGroups ? Less(groups, wantedGroups) : None));
        }

        return new([.. added.Where(grant => !grant.IsEmpty)], [.. removed.Where(grant => !grant.IsEmpty)]);
    }

    /// <summary>What the current grants become.</summary>
    public IReadOnlyList<RoleGrant> Apply(IReadOnlyList<RoleGrant> current) =>
        [.. current.Concat(Added).Select(grant => grant.Role).Distinct().Select(role => new RoleGrant(
            role,
            Less(
                [.. Of(current, role, grant => grant.Users), .. Of(Added, role, grant => grant.Users)],
                Of(Removed, role, grant => grant.Users)),
            Less(
                [.. Of(current, role, grant => grant.Groups), .. Of(Added, role, grant => grant.Groups)],
                Of(Removed, role, grant => grant.Groups))))
            .Where(grant => !grant.IsEmpty)];

    private static HashSet<string> Of(IEnumerable<RoleGrant> grants, string role, Func<RoleGrant, IReadOnlySet<string>?> side) =>
        [.. grants.Where(grant => grant.Role == role).SelectMany(grant => side(grant) ?? None)];

    private static HashSet<string> Less(HashSet<string> one, HashSet<string> other) => [.. one.Except(other)];

    private static HashSet<string> Both(HashSet<string> one, HashSet<string> other) => [.. one.Intersect(other)];
}
