// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ModuleHost;

namespace Modules.Http;

/// <summary>How the server's certificate is checked, and which one we show it.</summary>
internal static class Trust
{
    /// <param name="validate">False accepts any certificate.</param>
    /// <param name="authorities">PEM text or path of a file or directory; null for the system's.</param>
    /// <param name="source">The argument or variable that said so, for the message when it cannot be read.</param>
    public static SslClientAuthenticationOptions Options(bool validate, string? authorities, string source = "ca_cert")
    {
        var options = new SslClientAuthenticationOptions();
        if (!validate)
        {
            // The playbook said validate_certs: false.
#pragma warning disable CA5359
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (authorities is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(Authorities(authorities, source));
        }

        return options;
    }

    /// <summary>The same with a certificate to show; a handler must have options of its own.</summary>
    public static SslClientAuthenticationOptions With(SslClientAuthenticationOptions trust, X509Certificate2? certificate) => new()
    {
        RemoteCertificateValidationCallback = trust.RemoteCertificateValidationCallback,
        CertificateChainPolicy = trust.CertificateChainPolicy,
        ClientCertificates = certificate is null ? null : [certificate],
    };

    /// <summary>The certificate to log in with.</summary>
    /// <param name="certificate">PEM text or a path.</param>
    /// <param name="key">PEM text or a path; null when the certificate's file holds it.</param>
    /// <param name="names">The two arguments, for messages.</param>
    /// <exception cref="ModuleException">Missing or unreadable.</exception>
    public static X509Certificate2 Certificate(string certificate, string? key, (string Certificate, string Key) names)
    {
        var certificatePem = Pem(names.Certificate, certificate);
        try
        {
            return X509Certificate2.CreateFromPem(certificatePem, key is null ? certificatePem : Pem(names.Key, key));
        }
        catch (CryptographicException failure)
        {
            throw new ModuleException(
                $"{names.Certificate} and {names.Key} are not a PEM certificate and its key: {failure.Message}", failure);
        }
    }

    private static X509Certificate2Collection Authorities(string authorities, string source)
    {
        var found = new X509Certificate2Collection();
        try
        {
            foreach (var pem in Directory.Exists(authorities)
                ? Directory.EnumerateFiles(authorities)
                    .Where(file => file.EndsWith(".pem", StringComparison.Ordinal) || file.EndsWith(".crt", StringComparison.Ordinal))
                    .Select(File.ReadAllText)
                : [Pem(source, authorities)])
            {
                found.ImportFromPem(pem);
            }
        }
        catch (CryptographicException failure)
        {
            throw new ModuleException($"The CA certificates in '{Named(authorities, source)}' cannot be read: {failure.Message}", failure);
        }

        return found.Count > 0 ? found : throw new ModuleException($"There is no PEM certificate in '{Named(authorities, source)}'.");
    }

    private static string Pem(string argument, string text)
    {
        if (text.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            return text;
        }

        try
        {
            return File.ReadAllText(text);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException(
                $"Could not find the TLS certificate file, invalid path: {text}. {argument} takes a readable file or PEM text.", failure);
        }
    }

    private static string Named(string authorities, string source) =>
        authorities.Contains("-----BEGIN", StringComparison.Ordinal) ? source : authorities;
}
