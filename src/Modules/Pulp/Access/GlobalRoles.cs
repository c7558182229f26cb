// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Modules.Converge;
using Modules.Pulp.Session;

namespace Modules.Pulp.Access;

/// <summary>Roles on everything: Pulp keeps them with each user and each group.</summary>
/// <param name="pulp">The server.</param>
/// <param name="everyUser">Read all users, not only the wanted ones.</param>
/// <param name="everyGroup">Read all groups, not only the wanted ones.</param>
internal sealed class GlobalRoles(PulpSession pulp, bool everyUser, bool everyGroup) : IRoleHolder
{
    private static readonly Target User = new("users/", "user") { Key = "username" };
    private static readonly Target Group = new("groups/", "user group");

    private readonly Dictionary<(Target Kind, string Name), string> _holders = [];
    private readonly Dictionary<(Target Kind, string Name, string Role), string> _grants = [];

    public async Task<IReadOnlyList<RoleGrant>> ReadAsync(IReadOnlyList<RoleGrant> wanted, CancellationToken ct)
    {
        await FindAsync(User, everyUser, wanted.SelectMany(grant => grant.Users ?? new HashSet<string>()), ct);
        await FindAsync(Group, everyGroup, wanted.SelectMany(grant => grant.Groups ?? new HashSet<string>()), ct);
        foreach (var ((kind, name), href) in _holders.Where(holder => holder.Value != ConvergeStep.Pretended))
        {
            // One of a domain is on everything in there, not on everything.
            foreach (var grant in (await pulp.ListAsync($"{href}roles/", "", ct))
                .Where(grant => grant["content_object"] is null && grant["domain"] is null))
            {
                _grants[(kind, name, (string)grant["role"]!)] = (string)grant["pulp_href"]!;
            }
        }

        return [.. _grants.Keys.Select(grant => new RoleGrant(
            grant.Role,
            grant.Kind == User ? new HashSet<string> { grant.Name } : null,
            grant.Kind == Group ? new HashSet<string> { grant.Name } : null))];
    }

    public async Task TakeAsync(GrantPlan plan, CancellationToken ct)
    {
        foreach (var (kind, name, role) in Each(plan.Added))
        {
            var body = new JsonObject { ["role"] = role, ["content_object"] = null };
            _ = await pulp.ActAsync($"{_holders[(kind, name)]}roles/", body, ct);
        }

        foreach (var grant in Each(plan.Removed))
        {
            _ = await pulp.DeleteAsync(_grants[grant], ct);
        }
    }

    private async Task FindAsync(Target kind, bool every, IEnumerable<string> names, CancellationToken ct)
    {
        foreach (var holder in every ? await pulp.ListAsync(kind.Path, "", ct) : [])
        {
            _holders[(kind, (string)holder[kind.Key]!)] = (string)holder["pulp_href"]!;
        }

        foreach (var name in names.Distinct().Where(name => !_holders.ContainsKey((kind, name))).ToList())
        {
            _holders[(kind, name)] = (string)(await pulp.FindAsync(kind, name, ct))["pulp_href"]!;
        }
    }

    private static IEnumerable<(Target Kind, string Name, string Role)> Each(IReadOnlyList<RoleGrant> grants) =>
        grants.SelectMany(grant => (grant.Users ?? new HashSet<string>()).Select(name => (User, name, grant.Role))
            .Concat((grant.Groups ?? new HashSet<string>()).Select(name => (Group, name, grant.Role))));
}
