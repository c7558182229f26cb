// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Container;

internal static class ContainerRemote
{
    public static readonly Entity Entity = new("container_remote", "remotes/container/container/", "remote", "remotes")
    {
        Noun = "container remote",
        Key = [Name],
        Rules = RemoteFields.Rules,
        Fields =
        [
            ..RemoteFields.Common,
            RemoteFields.Policy,
            Of(RemoteArguments.UpstreamName).NeededIfPresent(),
            new TagFilterField(RemoteArguments.IncludeTags, "includes").Clearable().Following(TextRules.AtMost(255)),
            new TagFilterField(RemoteArguments.ExcludeTags, "excludes").Clearable().Following(TextRules.AtMost(255)),
            Text("sigstore").Following(UrlRules.Web),
        ],
    };
}
