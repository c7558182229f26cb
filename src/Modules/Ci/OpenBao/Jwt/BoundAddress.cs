// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Modules.Ci.OpenBao.Jwt;

/// <summary>Addresses and blocks that a token may be used from.</summary>
internal static class BoundAddress
{
    /// <summary>Bits of the host may be set in a block, other than .NET would have it.</summary>
    public static bool Is(string written) => written.Trim().Split('/') switch
    {
        [var address] => Parsed(address) is not null,
        [var address, var length] => Parsed(address) is { } parsed
            && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits <= Bits(parsed),
        _ => false,
    };

    /// <summary>As the server shows it: a block of one address is that address.</summary>
    public static string Kept(string written) => written.Trim().Split('/') is [var address, var length]
        && Parsed(address) is { } parsed && length == Bits(parsed).ToString(CultureInfo.InvariantCulture)
        ? address
        : written.Trim();

    /// <summary>Null for what is none to the server: it takes no <c>10.1</c>.</summary>
    private static IPAddress? Parsed(string text) => IPAddress.TryParse(text, out var parsed)
        && (parsed.AddressFamily == AddressFamily.InterNetworkV6 ? !text.AsSpan().ContainsAny("%[") : parsed.ToString() == text)
        ? parsed
        : null;

    private static int Bits(IPAddress address) => 8 * address.GetAddressBytes().Length;
}
