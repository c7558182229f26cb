// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Python;

internal static class PythonDistribution
{
    public static readonly Entity Entity = new("python_distribution", "distributions/python/pypi/", "distribution", "distributions")
    {
        Noun = "python distribution",
        IsDistribution = true,
        PluralAlias = "distribuions",
        Key = [Name],
        MayNest = false,
        Fields =
        [
            ..DistributionFields.Common,
            DistributionFields.Publication("python/pypi"),
            DistributionFields.Repository(() => PythonRepository.Entity, "python", "3.21"),
            new ReferenceField("remote", () => PythonRemote.Entity) { Blank = true },
            Flag("allow_uploads"),
        ],
        Exclusion = DistributionFields.Sources(alwaysSent: true),
        AlsoShownBlank = ["repository_version"],
    };
}
