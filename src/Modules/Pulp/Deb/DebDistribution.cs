using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Deb;

internal static class DebDistribution
{
    public static readonly Entity Entity = new("deb_distribution", "distributions/deb/apt/", "distribution", "distributions")
    {
        Noun = "apt distribution",
        PluralAlias = "distribuions",
        Key = [Name],
        MayNest = false,
        Rules = [DistributionRules.Checkpoint],
        Fields =
        [
            ..DistributionFields.Common.Select(field => field.ShownNull()),
            DistributionFields.Publication("deb/apt").ShownNull(),
            DistributionFields.Repository(() => DebRepository.Entity).ShownNull(),
            Flag("checkpoint"),
        ],
        Exclusion = new(["publication", "repository"], AlwaysSent: false),
    };
}
