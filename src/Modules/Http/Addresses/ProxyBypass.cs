// SPDX-License-Identifier: GPL-3.0-or-later
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Modules.Http.Addresses;

/// <summary>
/// What <c>no_proxy</c> exempts, as Python's requests decides: two rules, its own and that of urllib, and either is enough.
/// A name is a suffix, with or without a dot, also of host:port (from requests 2.33 on only at a dot, which exempts
/// no more); an IPv4 address may lie in a network; <c>*</c> is everything.
/// </summary>
internal static class ProxyBypass
{
    private const int AddressBits = 32;

    /// <param name="target">What is to be asked for.</param>
    /// <param name="exceptions">As requests reads the variable.</param>
    /// <param name="names">As urllib reads it, which differs where one of two spellings is empty.</param>
    public static bool Applies(Uri target, string? exceptions, string? names)
    {
        var host = target.IdnHost.ToLowerInvariant();
        var entries = (exceptions ?? "").Replace(" ", "", StringComparison.Ordinal).Split(',', StringSplitOptions.RemoveEmptyEntries);
        return (IsAddress(host) ? entries.Any(entry => Contains(entry, host)) : entries.Any(entry => EndsLike(target, host, entry)))
            || (names is not null && (names == "*" || names.Split(',').Any(name => IsWithin(host, name.Trim()))));
    }

    /// <summary>An address or a network of them.</summary>
    private static bool Contains(string entry, string host)
    {
        if (entry.Split('/') is not [var network, var length])
        {
            return entry == host;
        }

        if (!int.TryParse(
            length,
            NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var bits)
            || bits is < 1 or > AddressBits || !IsAddress(network))
        {
            return entry == host;
        }

        var mask = uint.MaxValue << (AddressBits - bits);
        return (Number(network) & mask) == (Number(host) & mask);
    }

    /// <summary>A plain suffix; case matters in the entry.</summary>
    private static bool EndsLike(Uri target, string host, string entry) =>
        host.EndsWith(entry, StringComparison.Ordinal)
            || (WrittenPort(target) is { } port && $"{host}:{port}".EndsWith(entry, StringComparison.Ordinal));

    /// <summary>urllib's: the name or what lies below it.</summary>
    private static bool IsWithin(string host, string entry)
    {
        var name = entry.TrimStart('.').ToLowerInvariant();
        return entry.Length > 0 && (host == name || host.EndsWith('.' + name, StringComparison.Ordinal));
    }

    /// <summary>Whether it is an IPv4 address, in any way that C's inet_aton takes.</summary>
    private static bool IsAddress(string host) =>
        host.Length > 0
            && char.IsAsciiDigit(host[0])
            && IPAddress.TryParse(host, out var address)
            && address.AddressFamily == AddressFamily.InterNetwork;

    private static uint Number(string address) => BinaryPrimitives.ReadUInt32BigEndian(IPAddress.Parse(address).GetAddressBytes());

    /// <summary>The port where one is written, be it the scheme's own.</summary>
    private static string? WrittenPort(Uri target)
    {
        var written = target.OriginalString;
        var start = written.IndexOf("://", StringComparison.Ordinal) + "://".Length;
        var authority = written[start..].Split('/', '?', '#')[0];
        var colon = authority.LastIndexOf(':');
        return colon > authority.LastIndexOf(']') && colon + 1 < authority.Length
            ? authority[(colon + 1)..]
            : target.IsDefaultPort
            ? null
            : target.Port.ToString(CultureInfo.InvariantCulture);
    }
}
