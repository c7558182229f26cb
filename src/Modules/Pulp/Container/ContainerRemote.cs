using Modules.Converge;
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Container;

internal static class ContainerRemote
{
    public static readonly Entity Entity = new("container_remote", "remotes/container/container/", "remote", "remotes")
    {
        Noun = "container remote",
        Key = [Name],
        Fields =
        [
            ..RemoteFields.Common,
            RemoteFields.Policy,
            Text("upstream_name").NeededIfPresent(),
            TextList("include_tags").Clearable(),
            TextList("exclude_tags").Clearable(),
            Text("sigstore"),
        ],
    };
}
