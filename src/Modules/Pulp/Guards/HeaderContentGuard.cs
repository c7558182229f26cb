// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Guards;

internal static class HeaderContentGuard
{
    public static readonly Entity Entity = new("header_content_guard", "contentguards/core/header/", "content_guard", "content_guards")
    {
        Noun = "header content guard",
        Key = [Name],
        Referrers = Referrer.Guarded,
        Releases = new("core", new Version(3, 39)),
        Fields =
        [
            Text("description").Clearable(),
            Text("header_name").NeededToCreate(),
            Text("header_value").NeededToCreate().Secret(),
            Text("jq_filter").Clearable(),
        ],
    };
}
