// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.AuthProxy;

/// <summary>The certificates this host trusts, as one file.</summary>
internal static class SystemAuthorities
{
    private static readonly string[] Places =
    [
        "/etc/ssl/certs/ca-certificates.crt", // Debian, Ubuntu, Alpine
        "/etc/pki/tls/certs/ca-bundle.crt", // Rocky, CentOS, Fedora
        "/etc/ssl/ca-bundle.pem", // SUSE
        "/etc/ssl/cert.pem",
    ];

    /// <exception cref="ModuleException">This host has none.</exception>
    public static string Path => Places.FirstOrDefault(File.Exists) ?? throw new ModuleException(
        $"This host has no certificates to verify the upstream with (looked for {string.Join(", ", Places)}). "
            + "Install ca-certificates or give ca_cert.");
}
