using Modules.Converge;
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Container;

internal static class ContainerDistribution
{
    public static readonly Entity Entity =
        new("container_distribution", "distributions/container/container/", "distribution", "distributions")
    {
        Noun = "container distribution",
        PluralAlias = "distribuions",
        Key = [Name],
        Fields =
        [
            ..DistributionFields.Common.Select(field => field.ApiName == "content_guard" ? field with { FilledIn = true } : field),
            new RepositoryOrVersionField(() => ContainerRepository.Entity) { Blank = true },
            Flag("private"),
            Text("description").Clearable().ShownNull(),
        ],
        Exclusion = new(["repository", "repository_version"], AlwaysSent: false),
        AlsoShownBlank = ["remote", "repository_version"],
    };
}
