// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Warp.Traas;

/// <summary>A server as Nova shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">ACTIVE and so on.</param>
internal sealed record TraasServer(string Name, string Status)
{
    public const string Active = "ACTIVE";
    public const string Broken = "ERROR";

    private const string Floating = "floating";

    /// <summary>Why it is in ERROR; empty where nobody says.</summary>
    public string Fault { get; init; } = "";

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Of version 4, with network and type.</summary>
    public required IReadOnlyList<(string Network, string Address, string Type)> Addresses { get; init; }

    /// <summary>The networks that it has an address in.</summary>
    public string Networks =>
        string.Join(", ", Addresses.Select(each => each.Network).Distinct()) is { Length: > 0 } names ? names : "none";

    /// <summary>Its own address in a network; null for none.</summary>
    public string? Fixed(string network) =>
        Addresses.FirstOrDefault(each => each.Network == network && each.Type != Floating).Address;

    /// <summary>The address that leads to it from outside; null for none.</summary>
    public string? Public => Addresses.FirstOrDefault(each => each.Type == Floating).Address;

    /// <exception cref="ModuleException">It is no server.</exception>
    public static TraasServer Of(JsonObject server) => server["name"]?.ToString() is { Length: > 0 } name
        ? new(name, server["status"]?.ToString() ?? Active)
        {
            Fault = (server["fault"] as JsonObject)?["message"]?.ToString() ?? "",
            Metadata = (server["metadata"] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? ""),
            Addresses = [.. (server["addresses"] as JsonObject ?? []).SelectMany(network => Of(network.Key, network.Value))],
        }
        : throw new ModuleException("Give servers as Nova lists them: one has no name.");

    /// <summary>Those of a file: Nova's own answer, or the list in it.</summary>
    /// <exception cref="ModuleException">It is none.</exception>
    public static IReadOnlyList<JsonObject> Read(string file)
    {
        try
        {
            var node = JsonNode.Parse(File.ReadAllText(file));
            return ((node as JsonObject)?["servers"] ?? node) is JsonArray list && list.All(each => each is JsonObject)
                ? [.. list.OfType<JsonObject>()]
                : throw new ModuleException($"Give servers_file what Nova answers to servers/detail: '{file}' holds no list of servers.");
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ModuleException(
                $"Give servers_file what Nova answers to servers/detail: '{file}' cannot be read: {failure.Message}", failure);
        }
    }

    private static IEnumerable<(string Network, string Address, string Type)> Of(string network, JsonNode? addresses) =>
        (addresses as JsonArray ?? []).OfType<JsonObject>()
            .Where(each => each["version"] is not JsonValue version || version.ToString() == "4")
            .Select(each => (network, each["addr"]?.ToString() ?? "", each["OS-EXT-IPS:type"]?.ToString() ?? ""))
            .Where(each => System.Net.IPAddress.TryParse(each.Item2, out _));
}
