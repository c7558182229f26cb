// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CiSandbox.OpenStack;

/// <summary>A server, with what a list of servers is asked for; the rest of what Nova says of one is the same for all.</summary>
/// <param name="Id">Its ID.</param>
/// <param name="Name">Its name.</param>
internal sealed record NovaServer(string Id, string Name)
{
    /// <summary>ACTIVE, BUILD, ERROR, SHUTOFF and so on.</summary>
    public string Status { get; init; } = "ACTIVE";

    /// <summary>By network: each address with its type, <c>fixed</c> or <c>floating</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<(string Address, string Type)>> Addresses { get; init; } =
        new Dictionary<string, IReadOnlyList<(string, string)>>();

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Why it is in ERROR.</summary>
    public string Fault { get; init; } = "No valid host was found.";

    /// <summary>As the templates of traas make them.</summary>
    public static IReadOnlyList<NovaServer> Usual =>
    [
        Of(1, "undercloud-0", [("192.168.24.5", "fixed"), ("203.0.113.10", "floating")]),
        Of(2, "overcloud-controller-0", [("192.168.24.11", "fixed")]),
        Of(3, "overcloud-controller-1", [("192.168.24.12", "fixed")]),
        Of(4, "overcloud-novacompute-0", [("192.168.24.21", "fixed")]),
    ];

    /// <summary>One in the network <c>private</c>.</summary>
    public static NovaServer Of(int number, string name, IReadOnlyList<(string Address, string Type)> addresses) =>
        new($"00000000-0000-4000-8000-{number:d12}", name)
        {
            Addresses = new Dictionary<string, IReadOnlyList<(string, string)>> { ["private"] = addresses },
        };

    /// <summary>Out of a file with a list of Nova's own objects.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static IReadOnlyList<NovaServer> Read(string file)
    {
        try
        {
            return [.. JsonNode.Parse(File.ReadAllText(file))!.AsArray().Select(node => Parsed(node!.AsObject()))];
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new FormatException($"'{file}' is no list of servers: {failure.Message}", failure);
        }
    }

    /// <summary>As Nova shows it at the oldest version of its API.</summary>
    public JsonObject Shown(string below)
    {
        var bare = below.Replace("/v2.1/", "/", StringComparison.Ordinal);
        var server = new JsonObject
        {
            ["id"] = Id,
            ["name"] = Name,
            ["status"] = Status,
            ["tenant_id"] = Keystone.ProjectId,
            ["user_id"] = "00000000000000000000000000000abc",
            ["metadata"] = new JsonObject(Metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["hostId"] = "2091634baaccdc4c5a1d57069c833e402921df696b7f970791b12ec6",
            ["image"] = Linked(bare, "images", "70a599e0-31e7-49b7-b260-868f441e862b"),
            ["flavor"] = Linked(bare, "flavors", "1"),
            ["created"] = "2026-11-26T09:00:00Z",
            ["updated"] = "2026-11-26T09:01:00Z",
            ["addresses"] = new JsonObject(Addresses.Select(network => KeyValuePair.Create(
                network.Key, (JsonNode?)new JsonArray([.. network.Value.Select(each => (JsonNode?)Shown(each.Address, each.Type))])))),
            ["accessIPv4"] = "",
            ["accessIPv6"] = "",
            ["links"] = new JsonArray(
                new JsonObject { ["rel"] = "self", ["href"] = $"{below}/servers/{Id}" },
                new JsonObject { ["rel"] = "bookmark", ["href"] = $"{bare}/servers/{Id}" }),
            ["OS-DCF:diskConfig"] = "AUTO",
            ["OS-EXT-AZ:availability_zone"] = "nova",
            ["config_drive"] = "",
            ["key_name"] = "traas",
            ["OS-SRV-USG:launched_at"] = "2026-11-26T09:01:00.000000",
            ["OS-SRV-USG:terminated_at"] = null,
            ["OS-EXT-STS:task_state"] = null,
            ["OS-EXT-STS:vm_state"] = Status.ToLowerInvariant(),
            ["OS-EXT-STS:power_state"] = Status == "ACTIVE" ? 1 : 0,
            ["os-extended-volumes:volumes_attached"] = new JsonArray(),
        };
        if (Status == "ERROR")
        {
            server["fault"] = new JsonObject { ["code"] = 500, ["created"] = "2026-11-26T09:01:00Z", ["message"] = Fault };
        }
        else
        {
            server["progress"] = 0; // of a server that is broken there is none
        }

        return server;
    }

    private static JsonObject Shown(string address, string type) => new()
    {
        ["version"] = address.Contains(':', StringComparison.Ordinal) ? 6 : 4,
        ["addr"] = address,
        ["OS-EXT-IPS:type"] = type,
        ["OS-EXT-IPS-MAC:mac_addr"] = "fa:16:3e:00:00:01",
    };

    private static JsonObject Linked(string bare, string kind, string id) => new()
    {
        ["id"] = id,
        ["links"] = new JsonArray(new JsonObject { ["rel"] = "bookmark", ["href"] = $"{bare}/{kind}/{id}" }),
    };

    private static NovaServer Parsed(JsonObject server) => new((string)server["id"]!, (string)server["name"]!)
    {
        Status = (string?)server["status"] ?? "ACTIVE",
        Addresses = (server["addresses"] as JsonObject ?? []).ToDictionary(
            network => network.Key,
            IReadOnlyList<(string, string)> (network) =>
                [.. network.Value!.AsArray().Select(each => ((string)each!["addr"]!, (string?)each["OS-EXT-IPS:type"] ?? "fixed"))]),
        Metadata = (server["metadata"] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => (string)pair.Value!),
    };
}
