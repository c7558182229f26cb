using Modules.Converge;
using static Modules.Converge.Fields;

namespace Modules.Pulp.Entities;

/// <summary>What the remotes of all plugins share.</summary>
internal static class RemoteFields
{
    public static readonly IReadOnlyList<Field> Common =
    [
        Text("url").NeededToCreate(),
        MappingList("headers"),
        Text("remote_username").SentAs("username").Named().Clearable(),
        Text("remote_password").SentAs("password").Secret().Clearable(),
        Pem("ca_cert").Clearable(),
        Pem("client_cert").Clearable(),
        Pem("client_key").Secret().Clearable(),
        Flag("tls_validation"),
        Text("proxy_url").Clearable(),
        Text("proxy_username").Named().Clearable(),
        Text("proxy_password").Secret().Clearable(),
        Number("download_concurrency").Clearable().AtLeast(1),
        Number("rate_limit").Clearable(),
        Fraction("total_timeout").Clearable().AtLeast(0),
        Fraction("connect_timeout").Clearable().AtLeast(0),
        Fraction("sock_connect_timeout").Clearable().AtLeast(0),
        Fraction("sock_read_timeout").Clearable().AtLeast(0),
        Number("max_retries").Clearable(),
        new LabelsField(),
    ];

    /// <summary>When Pulp downloads content.</summary>
    public static readonly Field Policy = Choice("policy", "immediate", "on_demand", "streamed");
}
