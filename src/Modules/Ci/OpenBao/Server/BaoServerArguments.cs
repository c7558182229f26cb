// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;

namespace Modules.Ci.OpenBao.Server;

/// <summary>What a playbook may write.</summary>
internal static class BaoServerArguments
{
    public const string Present = "present";
    public const string Stopped = "stopped";
    public const string Absent = "absent";

    public static readonly Argument<string?> State = Argument.Choice("state", Present, Stopped, Absent) with { Default = Present };
    public static readonly Argument<string?> Image = Argument.Text("image") with { Default = "docker.io/openbao/openbao:2.7.2" };
    public static readonly Argument<string?> Pull = Argument.Choice("pull", "missing", "always", "never") with { Default = "missing" };
    public static readonly Argument<string?> ContainerName = Argument.Text("container_name") with { Default = "openbao" };
    public static readonly Argument<string?> ConfPath = Argument.Path("conf_path") with { Default = "/opt/kayobe/vault" };
    public static readonly Argument<IReadOnlyList<string>?> Volumes = Argument.TextList("volumes") with
    {
        Default = new JsonArray("openbao_file:/openbao/file", "openbao_logs:/openbao/logs"),
    };

    public static readonly Argument<string?> RestartPolicy =
        Argument.Choice("restart_policy", "no", "on-failure", "always", "unless-stopped") with { Default = "always" };

    public static readonly Argument<string?> Recreate = Argument.Choice("recreate", "auto", "always") with { Default = "auto" };
    public static readonly Argument<string?> ClusterName = Argument.Text("cluster_name") with { Default = "kayobe-automation" };
    public static readonly Argument<string?> NodeId = Argument.Text("node_id") with { Default = "raft_node" };
    public static readonly Argument<string?> ApiAddress = Argument.Text("api_addr") with { Default = "http://127.0.0.1:8200" };
    public static readonly Argument<string?> ClusterAddress = Argument.Text("cluster_addr") with { Default = "https://127.0.0.1:8201" };
    public static readonly Argument<string?> BindAddress = Argument.Text("bind_addr");
    public static readonly Argument<long> Port = Argument.Number("port", otherwise: 8200) with { Minimum = 1, Maximum = 65535 };
    public static readonly Argument<string?> TlsCertificate = Argument.Text("tls_cert_file");
    public static readonly Argument<string?> TlsKey = Argument.Text("tls_key_file");
    public static readonly Argument<IReadOnlyList<string>?> RetryJoin = Argument.TextList("retry_join");
    public static readonly Argument<JsonObject?> Settings = Argument.Mapping("settings");
    public static readonly Argument<long> ReadyTimeout = Argument.Seconds("ready_timeout", otherwise: 120);

    public static readonly ArgumentSpec Spec = new(
        [
            State, Image, Pull, ContainerName, ConfPath, Volumes, RestartPolicy, Recreate, ClusterName, NodeId, ApiAddress, ClusterAddress,
            BindAddress, Port, TlsCertificate, TlsKey, RetryJoin, Settings, ReadyTimeout, .. EngineArguments.All,
        ],
        new RequiredTogether(TlsCertificate, TlsKey));
}
