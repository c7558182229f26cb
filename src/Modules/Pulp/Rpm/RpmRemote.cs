using Modules.Pulp.Engine;
using static Modules.Pulp.Engine.Fields;

namespace Modules.Pulp.Rpm;

internal static class RpmRemote
{
    public static readonly Entity Entity = new("rpm_remote", "remotes/rpm/rpm/", "remote", "remotes")
    {
        Noun = "rpm remote",
        Key = [Name],
        Fields = [.. Remote.Common, Remote.Policy, Text("sles_auth_token").Secret().Clearable() with { Told = true }],
    };
}
