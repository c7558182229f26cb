// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Modules.Warp.Settings;

/// <summary>An address with a length, as a person writes a network.</summary>
/// <param name="Address">The address.</param>
/// <param name="Network">The network that it is in.</param>
internal sealed record NetworkWord(IPAddress Address, IPNetwork Network)
{
    /// <summary>Whether it is the network itself, and not a host in it.</summary>
    public bool IsNetwork => Network.BaseAddress.Equals(Address);

    /// <summary>Null where it is neither.</summary>
    public static NetworkWord? Read(string written) =>
        written.Split('/') is [var text, var digits] && HostWords.AddressOf(text) is { } address
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= Bits(address)
            ? new(address, new IPNetwork(address, length))
            : null;

    private static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32;
}
