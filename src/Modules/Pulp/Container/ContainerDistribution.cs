using Modules.Pulp.Engine;
using static Modules.Pulp.Engine.Fields;

namespace Modules.Pulp.Container;

internal static class ContainerDistribution
{
    public static readonly Entity Entity = new("container_distribution", "distributions/container/container/", "distribution", "distributions")
    {
        Noun = "container distribution",
        PluralAlias = "distribuions",
        Key = [Name],
        Fields =
        [
            ..Distribution.Common.Select(field => field.ApiName == "content_guard" ? field with { FilledIn = true } : field),
            new RepositoryOrVersionField(() => ContainerRepository.Entity) { Blank = true },
            Flag("private"),
            Text("description").Clearable().ShownNull(),
        ],
        Exclusion = new(["repository", "repository_version"], AlwaysSent: false),
        AlsoShownBlank = ["remote", "repository_version"],
    };
}
