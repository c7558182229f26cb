using Modules.Converge;
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Deb;

internal static class DebDistribution
{
    public static readonly Entity Entity = new("deb_distribution", "distributions/deb/apt/", "distribution", "distributions")
    {
        Noun = "apt distribution",
        PluralAlias = "distribuions",
        Key = [Name],
        Fields =
        [
            ..DistributionFields.Common.Select(field => field.ShownNull()),
            DistributionFields.Publication.ShownNull(),
            DistributionFields.Repository(() => DebRepository.Entity).ShownNull(),
            Flag("checkpoint"),
        ],
        Exclusion = new(["publication", "repository"], AlwaysSent: false),
    };
}
