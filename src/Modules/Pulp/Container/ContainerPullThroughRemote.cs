// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Container;

/// <summary>A registry whose images are fetched when somebody asks for them.</summary>
internal static class ContainerPullThroughRemote
{
    public static readonly Entity Entity =
        new("container_pull_through_remote", "remotes/container/pull-through/", "remote", "remotes")
    {
        Noun = "container pull-through remote",
        Key = [Name],
        Rules = RemoteFields.Rules,
        Releases = new("container", new Version(2, 18)),
        Fields =
        [
            ..RemoteFields.Common,
            RemoteFields.Policy,
            TextList("includes").Clearable().Following(TextRules.AtMost(255)).Since("container", "2.21"),
            TextList("excludes").Clearable().Following(TextRules.AtMost(255)).Since("container", "2.21"),
        ],
    };
}
