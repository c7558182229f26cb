// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Arguments;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Deb;

internal static class DebRemote
{
    public static readonly Entity Entity = new("deb_remote", "remotes/deb/apt/", "remote", "remotes")
    {
        Noun = "apt remote",
        Key = [Name],
        Referrers = Referrer.Sources("deb/deb"),
        Rules = RemoteFields.Rules,
        Fields =
        [
            ..RemoteFields.Common.Select(field => field.ShownNull()),
            RemoteFields.Policy,
            new JoinedField("architectures").Clearable(),
            new JoinedField("components").Clearable(),
            new JoinedField(RemoteArguments.Distributions.Name).NeededToCreate(),
            Flag("sync_installer"),
            Flag("sync_sources"),
            Flag("sync_udebs"),
            Flag("ignore_missing_package_indices"),
            Text("gpgkey").Clearable().ShownNull(),
        ],
    };
}
