// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Listening;

/// <summary>What a sandbox shows to clients that want TLS.</summary>
public static class ServerCertificate
{
    /// <param name="certificate">The path of a PEM file; null for no TLS.</param>
    /// <param name="key">The path of the private key's; null where the certificate's file holds it too.</param>
    /// <exception cref="FormatException">No certificate, or no key that belongs to it.</exception>
    public static X509Certificate2? Read(string? certificate, string? key)
    {
        try
        {
            return certificate is null ? null : X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw new FormatException(
                $"--tls-cert {certificate}{(key is null ? "" : $" with --tls-key {key}")} is no certificate with its private key in PEM: "
                    + failure.Message,
                failure);
        }
    }
}
