using Modules.Pulp.Engine;
using static Modules.Pulp.Engine.Fields;

namespace Modules.Pulp.Container;

internal static class ContainerRepository
{
    public static readonly Entity Entity = new("container_repository", "repositories/container/container/", "repository", "repositories")
    {
        Noun = "container repository",
        Key = [Name],
        Fields = [.. Repository.Common(() => ContainerRemote.Entity), Text("manifest_signing_service").Clearable().ShownNull()],
    };
}
