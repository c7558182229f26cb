// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;

namespace CiSandbox.OpenStack;

/// <summary>Where the services are that a token is told of.</summary>
/// <param name="address">Where the sandbox listens.</param>
/// <param name="region">The region of all.</param>
/// <param name="services">Their types.</param>
internal sealed class Catalog(Uri address, string region, IReadOnlyList<string> services)
{
    private static readonly Dictionary<string, string> Names = new() { ["identity"] = "keystone", ["compute"] = "nova" };

    public string Identity => $"{address.GetLeftPart(UriPartial.Authority)}/identity/v3";

    public string Compute => $"{address.GetLeftPart(UriPartial.Authority)}/compute/v2.1";

    public string Image => $"{address.GetLeftPart(UriPartial.Authority)}/image";

    public JsonArray Shown() => new([.. services.Select(type => (JsonNode?)new JsonObject
    {
        ["endpoints"] = new JsonArray(Endpoint(type, "public"), Endpoint(type, "internal")),
        ["id"] = "service-" + type,
        ["type"] = type,
        ["name"] = Names.GetValueOrDefault(type, type),
    })]);

    private JsonObject Endpoint(string type, string side) => new()
    {
        ["id"] = $"{type}-{side}",
        ["interface"] = side,
        ["region_id"] = region,
        ["url"] = type switch
        {
            "identity" => Identity,
            "compute" => $"{Compute}/{Keystone.ProjectId}",
            _ => $"{address.GetLeftPart(UriPartial.Authority)}/{type}",
        },
        ["region"] = region,
    };
}
