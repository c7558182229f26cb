// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;

namespace Modules.Containers.Planning;

/// <summary>A port of the host that leads to one of the container.</summary>
/// <param name="HostIp">The address; empty for every one.</param>
/// <param name="HostPort">The host's.</param>
/// <param name="ContainerPort">The container's.</param>
internal sealed record PublishedPort(string HostIp, int HostPort, int ContainerPort)
{
    /// <summary>As the engine names the container's.</summary>
    public string Inside => string.Create(CultureInfo.InvariantCulture, $"{ContainerPort}/tcp");

    public string Outside => HostPort.ToString(CultureInfo.InvariantCulture);

    /// <summary>Engines note "every address" in more than one way.</summary>
    public static string Shown(string? ip, string outside, string inside) => $"{(ip is null or "" ? "0.0.0.0" : ip)}:{outside}->{inside}";

    public override string ToString() => Shown(HostIp, Outside, ContainerPort.ToString(CultureInfo.InvariantCulture));
}
