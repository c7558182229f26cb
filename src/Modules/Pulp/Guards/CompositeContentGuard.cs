// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Guards;

internal static class CompositeContentGuard
{
    public static readonly Entity Entity =
        new("composite_content_guard", "contentguards/core/composite/", "content_guard", "content_guards")
    {
        Noun = "composite content guard",
        Key = [Name],
        Referrers = Referrer.Guarded,
        Releases = new("core", new Version(3, 43)),
        Fields = [Text("description").Clearable(), new ReferencesField("guards", () => AnyKind.ContentGuard)],
    };
}
