using Modules.Pulp.Engine;
using static Modules.Pulp.Engine.Fields;

namespace Modules.Pulp.Guards;

internal static class RbacContentGuard
{
    public static readonly Entity Entity = new("rbac_content_guard", "contentguards/core/rbac/", "content_guard", "content_guards")
    {
        Noun = "rbac content guard",
        Key = [Name],
        Fields = [Text("description").Clearable()],
    };
}
