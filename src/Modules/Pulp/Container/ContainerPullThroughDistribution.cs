// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Container;

/// <summary>A cache of a registry: a pull of an image that is not there yet makes a repository and a distribution for it.</summary>
internal static class ContainerPullThroughDistribution
{
    public static readonly Entity Entity =
        new("container_pull_through_distribution", "distributions/container/pull-through/", "distribution", "distributions")
    {
        Noun = "container pull-through distribution",
        Key = [Name],
        MayNest = true,
        Releases = new("container", new Version(2, 18)),
        Fields =
        [
            ..DistributionFields.Common.Select(field => field.ApiName switch
            {
                "content_guard" => field with { FilledIn = true },
                "base_path" => DistributionFields.BasePath(BasePathRules.Container),
                _ => field,
            }),
            new ReferenceField("remote", () => ContainerPullThroughRemote.Entity) { NeededToCreate = true },
            Flag("private"),
            Text("description").Clearable().ShownNull(),
        ],
    };
}
