// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Modules.Http.Addresses;

/// <summary>Addresses that are written in full: <c>10.1</c> and <c>010.0.0.1</c> are read otherwise by every program.</summary>
internal static class FullAddress
{
    /// <summary>Null where it is none.</summary>
    public static IPAddress? Of(string text) => IPAddress.TryParse(text, out var address)
        && (address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() == text : !text.AsSpan().ContainsAny('[', '%'))
        ? address
        : null;

    /// <summary>An address with a length, as in <c>10.1.0.0/16</c>, of which bits of the host may be set; null where it is none.</summary>
    public static (IPAddress Address, int Length)? WithLength(string text) =>
        text.Split('/') is [var host, var digits] && Of(host) is { } address
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= Bits(address)
            ? (address, length)
            : null;

    /// <summary>How long it is.</summary>
    public static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32;
}
