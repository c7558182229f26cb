// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace Modules.Warp.Traas;

/// <summary>A host of the inventory.</summary>
/// <param name="Name">As plays call it.</param>
/// <param name="Server">The server's name.</param>
/// <param name="PrivateAddress">Its address in the network of the deployment.</param>
/// <param name="Groups">Its groups, the first of which is the usual one.</param>
internal sealed record InventoryNode(string Name, string Server, string PrivateAddress, IReadOnlyList<string> Groups)
{
    /// <summary>The address that leads to it from outside; null for what is behind the undercloud.</summary>
    public string? PublicAddress { get; init; }

    public JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["server"] = Server,
        ["private_v4"] = PrivateAddress,
        ["public_v4"] = PublicAddress,
        ["groups"] = new JsonArray([.. Groups.Select(group => (JsonNode?)group)]),
    };
}
