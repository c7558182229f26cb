// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;

namespace Modules.Pulp.Galaxy;

internal static class AnsibleDistribution
{
    public static readonly Entity Entity = new("ansible_distribution", "distributions/ansible/ansible/", "distribution", "distributions")
    {
        Noun = "ansible distribution",
        IsDistribution = true,
        PluralAlias = "distribuions",
        Key = [Fields.Name],
        MayNest = false,
        Fields = [.. DistributionFields.Common, new RepositoryOrVersionField(() => AnsibleRepository.Entity) { Blank = true }],
        Exclusion = new(["repository", "repository_version"], AlwaysSent: false),
        AlsoShownBlank = ["repository_version"],
    };
}
