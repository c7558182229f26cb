// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Api;
using Modules.Pulp.Session;

namespace Modules.Pulp.Access;

/// <summary>Roles on one object: Pulp takes all users and groups of a role in one request.</summary>
/// <param name="pulp">The server.</param>
/// <param name="href">The object.</param>
internal sealed class ObjectRoles(PulpSession pulp, string href) : IRoleHolder
{
    public async Task<IReadOnlyList<RoleGrant>> ReadAsync(IReadOnlyList<RoleGrant> wanted, CancellationToken ct) =>
        href.StartsWith(ConvergeStep.Pretended, StringComparison.Ordinal)
            ? []
            : (await ListAsync(ct))["roles"] is JsonArray grants
            ? [.. grants.OfType<JsonObject>().Select(grant => RoleGrant.Of(new ArgumentValues(grant)))]
            : throw new ModuleException(
                $"Check {pulp.Api.Names.Of("pulp_url")}: its answer about the roles of {href} has none; "
                    + "this does not look like a Pulp server.");

    public async Task TakeAsync(GrantPlan plan, CancellationToken ct)
    {
        foreach (var grant in plan.Added)
        {
            _ = await pulp.ActAsync($"{href}add_role/", grant.Shown, ct);
        }

        foreach (var grant in plan.Removed)
        {
            _ = await pulp.ActAsync($"{href}remove_role/", grant.Shown, ct);
        }
    }

    private async Task<JsonNode> ListAsync(CancellationToken ct)
    {
        try
        {
            return (await pulp.Api.GetAsync($"{href}list_roles/", ct)).Body!;
        }
        catch (ModuleException failure) when (PulpRefusal.IsMissing(failure))
        {
            throw new ModuleException($"There is no object {href}, or it is of a kind on which Pulp grants no roles.", failure);
        }
    }
}
