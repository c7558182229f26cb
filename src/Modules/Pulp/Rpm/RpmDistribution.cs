using Modules.Pulp.Entities;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Rpm;

internal static class RpmDistribution
{
    public static readonly Entity Entity = new("rpm_distribution", "distributions/rpm/rpm/", "distribution", "distributions")
    {
        Noun = "rpm distribution",
        PluralAlias = "distribuions",
        Key = [Name],
        MayNest = false,
        Rules = [DistributionRules.Checkpoint],
        Fields =
        [
            ..DistributionFields.Common,
            DistributionFields.Publication("rpm/rpm"),
            DistributionFields.Repository(() => RpmRepository.Entity),
            Flag("generate_repo_config"),
            Flag("checkpoint"),
        ],
        Exclusion = new(["publication", "repository"], AlwaysSent: true),
    };
}
