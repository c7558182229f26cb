// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Rpm;

internal static class RpmRemote
{
    public static readonly Entity Entity = new("rpm_remote", "remotes/rpm/rpm/", "remote", "remotes")
    {
        Noun = "rpm remote",
        Key = [Name],
        Referrers = Referrer.Sources("rpm/rpm"),
        Rules = RemoteFields.Rules,
        Fields =
        [
            .. RemoteFields.Common.Select(field => field.ApiName == "url" ? RemoteFields.Url(UrlRules.Rpm) : field),
            RemoteFields.Policy,
            Text("sles_auth_token").Secret().Clearable() with { Told = true },
        ],
    };
}
