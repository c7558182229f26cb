// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Files;

internal static class FileDistribution
{
    public static readonly Entity Entity = new("file_distribution", "distributions/file/file/", "distribution", "distributions")
    {
        Noun = "file distribution",
        IsDistribution = true,
        PluralAlias = "distribuions",
        Key = [Name],
        MayNest = false,
        Rules = [DistributionRules.Checkpoint],
        Fields =
        [
            ..DistributionFields.Common,
            DistributionFields.Publication("file/file"),
            DistributionFields.Repository(() => FileRepository.Entity, "file", "3.117"),
            Of(PublicationArguments.Checkpoint).Since("core", "3.74"),
        ],
        Exclusion = DistributionFields.Sources(alwaysSent: true),
    };
}
