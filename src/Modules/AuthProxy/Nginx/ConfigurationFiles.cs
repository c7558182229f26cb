// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;

namespace Modules.AuthProxy.Nginx;

/// <summary>The files that nginx is configured by, as it sees them.</summary>
internal static class ConfigurationFiles
{
    /// <summary>Where the container sees the folder.</summary>
    public const string Folder = "/etc/pulp-auth-proxy";

    public const string Main = "pulp_proxy.conf";
    public const string Generation = "generation.conf";

    public static string Login(int number) => string.Create(CultureInfo.InvariantCulture, $"login_{number}.conf");

    public static string Authorities(int number) => string.Create(CultureInfo.InvariantCulture, $"authorities_{number}.pem");
}
