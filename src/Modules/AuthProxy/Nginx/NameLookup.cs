// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;

namespace Modules.AuthProxy.Nginx;

/// <summary>
/// Where an upstream's addresses come from. nginx asks DNS servers only: it knows neither <c>/etc/hosts</c> nor search
/// domains. So a name in that file, or without a dot, is given its addresses here; others are left to nginx, which asks again.
/// </summary>
internal static class NameLookup
{
    /// <summary>The addresses that need no DNS; null when nginx must ask.</summary>
    /// <param name="host">The upstream's.</param>
    /// <param name="hosts">The lines of <c>/etc/hosts</c>.</param>
    public static IReadOnlyList<IPAddress>? Fixed(string host, IEnumerable<string> hosts)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
        {
            return [literal];
        }

        var found = hosts
            .Select(line => line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Skip(1).Contains(host, StringComparer.OrdinalIgnoreCase))
            .Select(words => IPAddress.TryParse(words[0], out var address) ? address : null)
            .OfType<IPAddress>().Distinct().ToList();
        return found.Count > 0 ? found : null;
    }

    /// <summary>The DNS servers of a <c>resolv.conf</c>, as nginx writes them.</summary>
    /// <param name="lines">Of the file.</param>
    /// <param name="loopbackToo">False for a container with a network of its own, whose loopback is another.</param>
    public static IReadOnlyList<string> Servers(IEnumerable<string> lines, bool loopbackToo) =>
        [.. lines.Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is ["nameserver", _, ..])
            .Select(words => IPAddress.TryParse(words[1], out var address) ? address : null)
            .OfType<IPAddress>()
            .Where(address => loopbackToo || !IPAddress.IsLoopback(address))
            .Select(Written).Distinct()];

    /// <summary>An address as nginx writes it.</summary>
    public static string Written(IPAddress address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : $"{address}";
}
