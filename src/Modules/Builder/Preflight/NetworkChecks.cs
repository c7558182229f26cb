// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using Modules.Checks;
using Modules.Commands;

namespace Modules.Builder.Preflight;

/// <summary>The bridge of the environments, its port and its address.</summary>
/// <param name="commands">Programs of the host.</param>
internal sealed class NetworkChecks(ICommands commands)
{
    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<Check>> LookAsync(string bridge, string port, string address, CancellationToken ct)
    {
        var answer = await commands.RunAsync(new Command("ip", "-json", "-details", "address", "show"), ct);
        if (answer.ExitCode != 0 || Links(answer.Output) is not { } links)
        {
            return [Check.Unknown("network", $"ip does not tell the interfaces ('{answer.LastLine}')", "See that iproute2 is installed.")];
        }

        return [Bridge(links, bridge), Port(links, bridge, port), Address(links, bridge, address)];
    }

    private static Check Bridge(IReadOnlyList<JsonObject> links, string bridge) => Find(links, bridge) switch
    {
        null => Missing($"interface {bridge}", $"there is no interface {bridge}", $"Make the bridge {bridge}."),
        var link when (string?)link["linkinfo"]?["info_kind"] != "bridge" => Check.NotOk(
            $"interface {bridge}", $"{bridge} is no bridge", $"Free the name, or set interface to another one than {bridge}."),
        var link when !IsUp(link) => Missing($"interface {bridge}", $"{bridge} is down", $"Set {bridge} up."),
        _ => Check.Ok($"interface {bridge}", $"{bridge} is a bridge, and up"),
    };

    private static Check Port(IReadOnlyList<JsonObject> links, string bridge, string port) => Find(links, port) switch
    {
        null => Missing($"interface {port}", $"there is no interface {port}", $"Make {port} and put it into {bridge}."),
        var link when !Leads(links, $"{link["master"]}", bridge) =>
            Missing($"interface {port}", $"{port} is no port of {bridge}", $"Put {port} into {bridge}."),
        var link when !IsUp(link) => Missing($"interface {port}", $"{port} is down", $"Set {port} up."),
        _ => Check.Ok($"interface {port}", $"{port} is a port of {bridge}"),
    };

    private static Check Address(IReadOnlyList<JsonObject> links, string bridge, string address)
    {
        var what = $"address {address}";
        if (links.FirstOrDefault(link => Addresses(link).Contains(address.Split('/')[0])) is not { } owner)
        {
            return Missing(what, $"{bridge} has no such address", $"Give it to {bridge}.");
        }

        var name = $"{owner["ifname"]}";
        return owner != Find(links, bridge) ? Check.NotOk(what, $"{name} has it", $"Take it from {name}: it belongs to {bridge}.")
            : Addresses(owner).Contains(address) ? Check.Ok(what, $"{bridge} has it")
            : Check.NotOk(what, $"{bridge} has it with another length", $"Give it to {bridge} as {address}.");
    }

    /// <summary>Each with and without the length of its network.</summary>
    private static IEnumerable<string> Addresses(JsonObject link) => (link["addr_info"] as JsonArray ?? [])
        .SelectMany(info => new[] { $"{info!["local"]}", $"{info["local"]}/{info["prefixlen"]}" });

    private static Check Missing(string what, string seen, string advice) => Check.NotOk(what, seen, advice) with { DoneByPlaybook = true };

    /// <summary>What a port says of its bridge is the bridge's first name.</summary>
    private static bool Leads(IReadOnlyList<JsonObject> links, string master, string bridge) =>
        master == bridge || master.Length > 0 && Find(links, master) is { } found && found == Find(links, bridge);

    private static bool IsUp(JsonObject link) => (link["flags"] as JsonArray ?? []).Any(flag => (string?)flag == "UP");

    private static JsonObject? Find(IEnumerable<JsonObject> links, string name) =>
        links.FirstOrDefault(link => $"{link["ifname"]}" == name || (link["altnames"] as JsonArray ?? []).Any(each => $"{each}" == name));

    private static List<JsonObject>? Links(string told)
    {
        try
        {
            return (JsonNode.Parse(told) as JsonArray)?.OfType<JsonObject>().ToList();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
