using Modules.Converge;
using Modules.Rules;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Entities;

/// <summary>What the remotes of all plugins share.</summary>
internal static class RemoteFields
{
    public static readonly IReadOnlyList<Field> Common =
    [
        Url(UrlRules.WithoutLogin),
        MappingList("headers").WithSecrets(),
        Text("remote_username").SentAs("username").Named().Clearable(),
        Text("remote_password").SentAs("password").Secret().Clearable().MayBeBlank() with { Trimmed = false },
        Certificates("ca_cert").Clearable(),
        Certificates("client_cert").Clearable(),
        Pem("client_key").Secret().Clearable(),
        Flag("tls_validation"),
        Text("proxy_url").Clearable().Following(UrlRules.Proxy),
        Text("proxy_username").Named().Clearable(),
        Text("proxy_password").Secret().Clearable(),
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
    public static Field Url(Rule rule) => Text("url").NeededToCreate().Following(rule);

    /// <summary>When Pulp downloads content.</summary>
    public static readonly Field Policy = Choice("policy", "immediate", "on_demand", "streamed");
}
