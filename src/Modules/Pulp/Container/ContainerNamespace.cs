using Modules.Converge;
using Modules.Pulp.Entities;

namespace Modules.Pulp.Container;

internal static class ContainerNamespace
{
    public static readonly Entity Entity = new("container_namespace", "pulp_container/namespaces/", "namespace", "namespaces")
    {
        Noun = "container namespace",
        Key = [Fields.Name],
    };
}
