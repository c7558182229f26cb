using Modules.Pulp.Engine;
using static Modules.Pulp.Engine.Fields;

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
            ..Distribution.Common.Select(field => field.ShownNull()),
            Distribution.Publication.ShownNull(),
            Distribution.Repository(() => DebRepository.Entity).ShownNull(),
            Flag("checkpoint"),
        ],
        Exclusion = new(["publication", "repository"], AlwaysSent: false),
    };
}
