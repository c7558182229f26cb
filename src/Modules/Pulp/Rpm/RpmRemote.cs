using Modules.Converge;
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Rpm;

internal static class RpmRemote
{
    public static readonly Entity Entity = new("rpm_remote", "remotes/rpm/rpm/", "remote", "remotes")
    {
        Noun = "rpm remote",
        Key = [Name],
        Fields = [.. RemoteFields.Common, RemoteFields.Policy, Text("sles_auth_token").Secret().Clearable() with { Told = true }],
    };
}
