using System.Text.Json.Nodes;

namespace Modules.Containers.Engine;

/// <summary>Networks by the names engines give them.</summary>
internal static class NetworkNames
{
    private const string Bridge = "bridge";

    /// <summary>"default" is what an engine notes when nobody chose.</summary>
    public static string Plain(string mode) => mode is "default" or "" ? Bridge : mode;

    /// <summary>What to use when nobody chose: published from a bridge if the engine has one.</summary>
    public static string Default(JsonArray networks) =>
        networks.Any(network => network!["Driver"]?.ToString() == Bridge) ? Bridge : "host";

    /// <summary>The network a mode means; Podman's own bridge has another name.</summary>
    public static JsonNode? Find(JsonArray networks, string mode) =>
        networks.FirstOrDefault(network => network!["Name"]?.ToString() == mode)
        ?? (mode == Bridge ? networks.FirstOrDefault(network => network!["Driver"]?.ToString() == Bridge) : null);

    /// <summary>The host's addresses on a network: what a container sees as the client when somebody on the host asks.</summary>
    public static IReadOnlyList<string> Gateways(JsonNode network) =>
        [
            .. (network["IPAM"]?["Config"] as JsonArray ?? []).Select(config => config!["Gateway"]?.ToString()?.Split('/')[0])
                .OfType<string>()
                .Where(text => text.Length > 0),
        ];
}
