// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Pulp.Access;

/// <summary>Where roles are granted: on an object, or on everything.</summary>
internal interface IRoleHolder
{
    /// <summary>Who has which role; at least for the users and groups that are wanted.</summary>
    Task<IReadOnlyList<RoleGrant>> ReadAsync(IReadOnlyList<RoleGrant> wanted, CancellationToken ct);

    Task TakeAsync(GrantPlan plan, CancellationToken ct);
}
