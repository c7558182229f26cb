// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Containers.Engine;

namespace Modules.AuthProxy;

/// <summary>What a playbook may write.</summary>
internal static class AuthProxyArguments
{
    public const string Present = "present";
    public const string Stopped = "stopped";
    public const string Absent = "absent";

    public static readonly Argument<string?> State = Argument.Choice("state", Present, Stopped, Absent);
    public static readonly Argument<string?> Url = Argument.Text("url");
    public static readonly Argument<string?> Username = Argument.Text("username") with { Secrecy = Secrecy.Named };
    public static readonly Argument<string?> Password = Argument.Text("password") with { Secrecy = Secrecy.Secret };
    public static readonly Argument<string?> CaCert = Argument.Text("ca_cert");
    public static readonly Argument<bool> ValidateCerts = Argument.Flag("validate_certs", otherwise: true);
    public static readonly Argument<IReadOnlyList<string>?> Allow =
        Argument.TextList("allow") with { Default = new JsonArray("content", "registry") };

    public static readonly Argument<bool> RegistryTokens = Argument.Flag("registry_tokens", otherwise: false);
    public static readonly Argument<string?> ReadyPath =
        Argument.Text("ready_path") with { Default = "/pulp/api/v3/repositories/?limit=1&fields=pulp_href" };

    public static readonly Argument<string> UpstreamUrl = Argument.RequiredText("url");
    public static readonly Argument<string?> Prefix = Argument.Text("prefix");
    public static readonly Argument<long?> UpstreamListenPort = Argument.Number("listen_port");
    public static readonly Argument<bool?> UpstreamValidateCerts = Argument.Flag("validate_certs");
    public static readonly Argument<bool?> UpstreamRegistryTokens = Argument.Flag("registry_tokens");
    public static readonly Argument<IReadOnlyList<string>?> UpstreamAllow = Argument.TextList("allow");
    public static readonly Argument<string?> UpstreamReadyPath = Argument.Text("ready_path");
    public static readonly Argument<IReadOnlyList<ArgumentValues>?> Upstreams = Argument.MappingList("upstreams", new ArgumentSpec(
        [
            UpstreamUrl, Username, Password, Prefix, UpstreamListenPort, CaCert, UpstreamValidateCerts, UpstreamAllow,
            UpstreamRegistryTokens, UpstreamReadyPath,
        ],
        new RequiredTogether(Username, Password)));

    public static readonly Argument<string?> ConfPath = Argument.Path("conf_path");
    public static readonly Argument<string?> ListenIp = Argument.Text("listen_ip") with { Default = "127.0.0.1" };
    public static readonly Argument<long> ListenPort = Argument.Number("listen_port", otherwise: 80);
    public static readonly Argument<bool> AllowExternal = Argument.Flag("allow_external", otherwise: false);
    public static readonly Argument<IReadOnlyList<string>?> Resolvers = Argument.TextList("resolvers");

    public static readonly Argument<string?> NetworkMode = Argument.Text("network_mode");
    public static readonly Argument<string?> Image = Argument.Text("image") with { Default = "nginx:stable-alpine" };
    public static readonly Argument<string?> Pull = Argument.Choice("pull", "missing", "always", "never") with { Default = "missing" };
    public static readonly Argument<string?> ContainerName = Argument.Text("container_name") with { Default = "pulp_proxy" };
    public static readonly Argument<string?> RestartPolicy =
        Argument.Choice("restart_policy", "no", "on-failure", "always", "unless-stopped") with { Default = "unless-stopped" };

    public static readonly Argument<string?> Recreate = Argument.Choice("recreate", "auto", "always") with { Default = "auto" };
    public static readonly Argument<long> Timeout = Argument.Seconds("timeout", otherwise: 60);

    public static readonly ArgumentSpec Spec = new(
        [
            State, Url, Username, Password, CaCert, ValidateCerts, Allow, RegistryTokens, ReadyPath, Upstreams,
            ConfPath, ListenIp, ListenPort, AllowExternal, Resolvers,
            NetworkMode, Image, Pull, ContainerName, RestartPolicy, Recreate, Timeout,
            .. EngineArguments.All,
        ],
        new RequiredTogether(Username, Password),
        new RequiredIf(State, Present, ConfPath),
        new RequiredIf(State, Stopped, ConfPath),
        new RequiredIf(State, Present, Url, Upstreams) { Any = true },
        new RequiredIf(State, Stopped, Url, Upstreams) { Any = true });
}
