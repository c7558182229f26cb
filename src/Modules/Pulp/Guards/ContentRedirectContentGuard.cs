// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Guards;

internal static class ContentRedirectContentGuard
{
    public static readonly Entity Entity =
        new("content_redirect_content_guard", "contentguards/core/content_redirect/", "content_guard", "content_guards")
        {
            Noun = "content redirect guard",
            Key = [Name],
        Referrers = Referrer.Guarded,
            Fields = [Text("description").Clearable()],
        };
}
