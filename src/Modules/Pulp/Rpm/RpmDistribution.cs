using Modules.Pulp.Engine;
using static Modules.Pulp.Engine.Fields;

namespace Modules.Pulp.Rpm;

internal static class RpmDistribution
{
    public static readonly Entity Entity = new("rpm_distribution", "distributions/rpm/rpm/", "distribution", "distributions")
    {
        Noun = "rpm distribution",
        PluralAlias = "distribuions",
        Key = [Name],
        Fields =
        [
            ..Distribution.Common,
            Distribution.Publication,
            Distribution.Repository(() => RpmRepository.Entity),
            Flag("generate_repo_config"),
            Flag("checkpoint"),
        ],
        Exclusion = new(["publication", "repository"], AlwaysSent: true),
    };
}
