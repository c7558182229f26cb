using Modules.Pulp.Engine;
using static Modules.Pulp.Engine.Fields;

namespace Modules.Pulp.Access;

internal static class Role
{
    public static readonly Entity Entity = new("role", "roles/", "role", "roles")
    {
        Noun = "role",
        Key = [Name],
        Fields = [Text("description").Clearable(), new SetField("permissions") { NeededToCreate = true }],
    };
}
