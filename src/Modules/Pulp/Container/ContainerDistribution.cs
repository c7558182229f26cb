// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Container;

internal static class ContainerDistribution
{
    public static readonly Entity Entity =
        new("container_distribution", "distributions/container/container/", "distribution", "distributions")
    {
        Noun = "container distribution",
        IsDistribution = true,
        PluralAlias = "distribuions",
        Key = [Name],
        MayNest = true,
        Fields =
        [
            ..DistributionFields.Common.Select(field => field.ApiName switch
            {
                "content_guard" => field with { FilledIn = true },
                "base_path" => DistributionFields.BasePath(BasePathRules.Container),
                _ => field,
            }),
            new RepositoryOrVersionField(() => ContainerRepository.Entity) { Blank = true },
            Flag("private"),
            Text("description").Clearable().ShownNull(),
        ],
        Exclusion = new(["repository", "repository_version"], AlwaysSent: false),
        AlsoShownBlank = ["remote", "repository_version"],
    };
}
