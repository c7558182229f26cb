// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Deb;

internal static class DebDistribution
{
    /// <summary>A verbatim publication is served as well.</summary>
    private static readonly Field Publication = new HrefField(
        DistributionArguments.Publication.Name,
        HrefRules.Either(
            HrefRules.Of("publications/deb/apt/", "deb.aptpublication"),
            HrefRules.Of("publications/deb/verbatim/", "deb.verbatimpublication"))).Clearable();

    public static readonly Entity Entity = new("deb_distribution", "distributions/deb/apt/", "distribution", "distributions")
    {
        Noun = "apt distribution",
        IsDistribution = true,
        PluralAlias = "distribuions",
        Key = [Name],
        MayNest = false,
        Rules = [DistributionRules.Checkpoint],
        Fields =
        [
            ..DistributionFields.Common.Select(field => field.ShownNull()),
            Publication.ShownNull(),
            DistributionFields.Repository(() => DebRepository.Entity, "deb", "3.11").ShownNull(),
            Of(PublicationArguments.Checkpoint).Since("deb", "3.6"),
        ],
        Exclusion = DistributionFields.Sources(alwaysSent: false),
    };
}
