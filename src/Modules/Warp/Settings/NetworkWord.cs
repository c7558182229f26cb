// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using Modules.Http.Addresses;

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
        FullAddress.WithLength(written) is var (address, length) ? new(address, new IPNetwork(address, length)) : null;
}
