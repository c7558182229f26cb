using Modules.Pulp.Engine;
using static Modules.Pulp.Engine.Fields;

namespace Modules.Pulp.Container;

internal static class ContainerRemote
{
    public static readonly Entity Entity = new("container_remote", "remotes/container/container/", "remote", "remotes")
    {
        Noun = "container remote",
        Key = [Name],
        Fields =
        [
            ..Remote.Common,
            Remote.Policy,
            Text("upstream_name").NeededIfPresent(),
            TextList("include_tags").Clearable(),
            TextList("exclude_tags").Clearable(),
            Text("sigstore"),
        ],
    };
}
