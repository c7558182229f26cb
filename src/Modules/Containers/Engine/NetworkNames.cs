// SPDX-License-Identifier: GPL-3.0-or-later
using Docker.DotNet.Models;

namespace Modules.Containers.Engine;

/// <summary>Networks by the names engines give them.</summary>
internal static class NetworkNames
{
    private const string Bridge = "bridge";

    /// <summary>"default" is what an engine notes when nobody chose.</summary>
    public static string Plain(string mode) => mode is "default" or "" ? Bridge : mode;

    /// <summary>What to use when nobody chose: published from a bridge if the engine has one.</summary>
    public static string Default(IList<NetworkResponse> networks) =>
        networks.Any(network => network.Driver == Bridge) ? Bridge : "host";

    /// <summary>The network a mode means; Podman's own bridge has another name.</summary>
    public static NetworkResponse? Find(IList<NetworkResponse> networks, string mode) =>
        networks.FirstOrDefault(network => network.Name == mode)
        ?? (mode == Bridge ? networks.FirstOrDefault(network => network.Driver == Bridge) : null);

    /// <summary>The host's addresses on a network: what a container sees as the client when somebody on the host asks.</summary>
    public static IReadOnlyList<string> Gateways(NetworkResponse network) =>
        [.. (network.IPAM?.Config ?? []).Select(config => (config.Gateway ?? "").Split('/')[0]).Where(text => text.Length > 0)];
}
