// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Rpm;

internal static class RpmDistribution
{
    public static readonly Entity Entity = new("rpm_distribution", "distributions/rpm/rpm/", "distribution", "distributions")
    {
        Noun = "rpm distribution",
        IsDistribution = true,
        PluralAlias = "distribuions",
        Key = [Name],
        MayNest = false,
        Rules = [DistributionRules.Checkpoint],
        Fields =
        [
            ..DistributionFields.Common,
            DistributionFields.Publication("rpm/rpm"),
            DistributionFields.Repository(() => RpmRepository.Entity, "rpm", "3.39"),
            Flag("generate_repo_config").Since("rpm", "3.23"),
            Of(PublicationArguments.Checkpoint).Since("rpm", "3.30"),
        ],
        Exclusion = DistributionFields.Sources(alwaysSent: true),
    };
}
