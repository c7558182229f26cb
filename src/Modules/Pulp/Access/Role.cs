// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Access;

internal static class Role
{
    public static readonly Entity Entity = new("role", "roles/", "role", "roles")
    {
        Noun = "role",
        Key = [Name],
        Rules = [RoleRules.Unlocked],
        Fields = [Text("description").Clearable(), new SetField("permissions").NeededToCreate().Following(TextRules.Permission)],
    };
}
