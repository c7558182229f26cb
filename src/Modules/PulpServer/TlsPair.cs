// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ModuleHost;
using ModuleHost.Secrets;

namespace Modules.PulpServer;

/// <summary>The certificate the server shows, and its key, as PEM text.</summary>
internal sealed record TlsPair(string Certificate, Secret Key)
{
    /// <param name="certificate">PEM text, or the path of a file of this host.</param>
    /// <param name="key">Likewise.</param>
    /// <param name="run">Told of the key, and of a certificate that will not be taken.</param>
    /// <exception cref="ModuleException">They cannot be read, or do not belong together.</exception>
    public static TlsPair Read(string certificate, string key, Invocation run)
    {
        var pair = new TlsPair(Text("tls_certificate", certificate), run.Secret(Text("tls_key", key)));
        try
        {
            using var both = X509Certificate2.CreateFromPem(pair.Certificate, pair.Key.Reveal());
            if (DateTime.UtcNow is var now && (now < both.NotBefore.ToUniversalTime() || now > both.NotAfter.ToUniversalTime()))
            {
                _ = run.Warnings.Add(
                    $"The certificate in tls_certificate is valid from {both.NotBefore:u} to {both.NotAfter:u}: clients will refuse it.");
            }
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw new ModuleException($"tls_certificate and tls_key are not a certificate and its key: {failure.Message}", failure);
        }

        return pair;
    }

    private static string Text(string option, string written)
    {
        try
        {
            return (written.Contains("-----BEGIN", StringComparison.Ordinal) ? written : File.ReadAllText(written)).TrimEnd('\n') + "\n";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"{option}: '{written}' is neither PEM text nor a file that can be read: {failure.Message}", failure);
        }
    }
}
