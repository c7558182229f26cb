// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Guards;

internal static class RbacContentGuard
{
    public static readonly Entity Entity = new("rbac_content_guard", "contentguards/core/rbac/", "content_guard", "content_guards")
    {
        Noun = "rbac content guard",
        Key = [Name],
        Referrers = Referrer.Guarded,
        Fields = [Text("description").Clearable()],
    };
}
