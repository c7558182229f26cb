// SPDX-License-Identifier: GPL-3.0-or-later
using Modules.Converge;
using Modules.Pulp.Arguments;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Entities;

/// <summary>What the remotes of all plugins share.</summary>
internal static class RemoteFields
{
    public static readonly IReadOnlyList<Field> Common =
    [
        Url(UrlRules.WithoutLogin),
        Of(RemoteArguments.Headers).WithSecrets(),
        Of(RemoteArguments.Username).SentAs("username").Named().Clearable(),
        Of(RemoteArguments.Password).SentAs("password").Secret().Clearable().MayBeBlank() with { Trimmed = false },
        Certificates(RemoteArguments.Authorities.Name).Clearable(),
        Certificates(RemoteArguments.Certificate.Name).Clearable(),
        Pem(RemoteArguments.CertificateKey.Name).Secret().Clearable(),
        Of(RemoteArguments.ValidatesTls),
        Of(RemoteArguments.ProxyUrl).Clearable().Following(UrlRules.Proxy),
        Of(RemoteArguments.ProxyUsername).Named().Clearable(),
        Of(RemoteArguments.ProxyPassword).Secret().Clearable(),
        Number("download_concurrency").Clearable().AtLeast(1),
        Number("rate_limit").Clearable(),
        Fraction("total_timeout").Clearable().AtLeast(0),
        Fraction("connect_timeout").Clearable().AtLeast(0),
        Fraction("sock_connect_timeout").Clearable().AtLeast(0),
        Fraction("sock_read_timeout").Clearable().AtLeast(0),
        Number("max_retries").Clearable().AtLeast(0),
        new LabelsField(),
    ];

    /// <summary>What holds for the fields together.</summary>
    public static readonly IReadOnlyList<EntityRule> Rules = [ProxyRules.Login];

    /// <summary>Where it downloads from.</summary>
    public static Field Url(Rule rule) => Of(RemoteArguments.Url).NeededToCreate().Following(rule);

    /// <summary>When Pulp downloads content.</summary>
    public static readonly Field Policy = Choice("policy", "immediate", "on_demand", "streamed");
}
