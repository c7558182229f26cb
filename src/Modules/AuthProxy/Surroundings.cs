// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Sockets;
using ModuleHost;
using Modules.AuthProxy.Nginx;
using Modules.Containers.Engine;
using Modules.Http.Addresses;

namespace Modules.AuthProxy;

/// <summary>What the configuration depends on beside the playbook: the engine's networks and how this host finds names.</summary>
internal sealed record Surroundings(string NetworkMode, IReadOnlyList<string> Gateways, bool HostUsers)
{
    private const string ResolvConf = "/etc/resolv.conf";

    /// <summary>Where systemd-resolved, whose own address is a loopback one, notes the servers it asks.</summary>
    private const string Resolved = "/run/systemd/resolve/resolv.conf";

    private const string EngineDns = "127.0.0.11";

    private bool IsHost => NetworkMode == "host";

    public static async Task<Surroundings> LookAsync(DockerEngine engine, string? networkMode, CancellationToken ct)
    {
        var networks = await engine.NetworksAsync(ct);
        var mode = networkMode is { Length: > 0 } ? networkMode : NetworkNames.Default(networks);
        if (mode is "none" or "default" || mode.StartsWith("container:", StringComparison.Ordinal))
        {
            throw new ModuleException($"network_mode '{mode}' cannot serve a proxy: give host, bridge or the name of a network.");
        }

        var network = mode == "host" ? null : NetworkNames.Find(networks, mode) ?? throw new ModuleException(
            $"The engine has no network '{mode}'; it has {string.Join(", ", networks.Select(each => each.Name))}. "
                + "network_mode: host needs none.");
        var info = await engine.InfoAsync(ct);
        var mapped = (info.SecurityOptions ?? []).Any(option => option.Contains("name=userns", StringComparison.Ordinal));
        return new(mode, network is null ? [] : NetworkNames.Gateways(network), mapped);
    }

    /// <exception cref="ModuleException">In host mode the container could not look up localhost.</exception>
    public async Task RefuseNamelessLocalhostAsync(CancellationToken ct)
    {
        if (IsHost && await AddressesAsync("localhost", ct) is [])
        {
            throw new ModuleException(
                "localhost must be resolvable when using Docker host networking with this container. "
                    + "Consider adding '127.0.0.1 localhost' to /etc/hosts.");
        }
    }

    public async Task<NginxSettings> ConfigureAsync(
        ProxySettings settings, IReadOnlyList<string>? resolvers, Invocation run, CancellationToken ct)
    {
        var upstreams = new List<NginxUpstream>();
        foreach (var (number, upstream) in settings.Upstreams.Index())
        {
            upstreams.Add(new(number, upstream, await FixedAsync(upstream.Url, ct)));
        }

        var loopbackOnly = !IsHost && IPAddress.IsLoopback(settings.ListenIp);
        if (loopbackOnly && Gateways.Count == 0)
        {
            _ = run.Warnings.Add(
                $"The engine does not tell the gateway of network {NetworkMode}, so other containers on it can read through the proxy, "
                    + "too. network_mode: host closes that.");
        }

        return new(
            IsHost ? NameLookup.Written(settings.ListenIp) : null,
            // Other containers on the network reach this one past the published address.
            loopbackOnly && Gateways.Count > 0 ? [.. Gateways, "127.0.0.1"] : [],
            upstreams.Any(upstream => upstream.Addresses is null) ? Resolvers(resolvers) : [],
            upstreams);
    }

    private async Task<IReadOnlyList<string>?> FixedAsync(Uri url, CancellationToken ct)
    {
        var addresses = NameLookup.Fixed(url.IdnHost, Lines("/etc/hosts"));
        if (addresses is null && !url.IdnHost.Contains('.', StringComparison.Ordinal))
        {
            addresses = await AddressesAsync(url.IdnHost, ct) is { Count: > 0 } found ? found : throw new ModuleException(
                $"The upstream's name '{url.IdnHost}' is known neither to /etc/hosts nor to the DNS.");
        }

        return !IsHost && addresses is not null && addresses.All(IPAddress.IsLoopback)
            ? throw new ModuleException(
                $"{url.Authority} is a loopback address: in network {NetworkMode} that is the container itself. Use network_mode: "
                    + "host, or an address that containers reach.")
            : addresses?.Select(address => $"{NameLookup.Written(address)}:{url.Port}").ToList();
    }

    private IReadOnlyList<string> Resolvers(IReadOnlyList<string>? given)
    {
        if (given is { Count: > 0 })
        {
            return [.. given.Select(each => FullAddress.Of(each) is { } address
                ? NameLookup.Written(address)
                : throw new ModuleException($"resolvers: '{each}' is not the IP address of a DNS server."))];
        }

        if (!IsHost && NetworkMode != "bridge")
        {
            return [EngineDns];
        }

        var servers = NameLookup.Servers(Lines(ResolvConf), loopbackToo: IsHost);
        servers = servers.Count > 0 ? servers : NameLookup.Servers(Lines(Resolved), loopbackToo: IsHost);
        return servers.Count > 0 ? servers : throw new ModuleException(
            $"{ResolvConf} names no DNS server that the container could "
                + $"ask{(IsHost ? "" : " (a loopback one is the container's own)")}. Give resolvers.");
    }

    private static async Task<IReadOnlyList<IPAddress>> AddressesAsync(string name, CancellationToken ct)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(name, ct);
        }
        catch (SocketException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Lines(string path) => File.Exists(path) ? File.ReadLines(path) : [];
}
