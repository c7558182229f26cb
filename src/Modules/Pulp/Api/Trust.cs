using System.Net.Security;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ModuleHost;

namespace Modules.Pulp.Api;

/// <summary>How the server's certificate is checked and which one we show it.</summary>
internal static class Trust
{
    private static readonly string[] Libraries = ["libssl.so.3", "libssl.so.1.1", "libssl.so.10", "libssl.so"];

    /// <summary>Without libssl an https call would abort the process, uncatchable: look first.</summary>
    /// <exception cref="ModuleException">There is no libssl.</exception>
    public static void RequireLibrary(Uri url)
    {
        if (url.Scheme == "https" && !Libraries.Any(library => NativeLibrary.TryLoad(library, out _)))
        {
            throw new ModuleException(
                $"{url} needs OpenSSL's libssl, which is not on this machine. Install it (Debian, Ubuntu: libssl3; Rocky: openssl-libs).");
        }
    }

    /// <param name="validate">False accepts any certificate.</param>
    /// <param name="authorities">PEM text or path of a file or directory; null for the system's.</param>
    public static SslClientAuthenticationOptions Options(bool validate, string? authorities)
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
            options.CertificateChainPolicy.CustomTrustStore.AddRange(Authorities(authorities));
        }

        return options;
    }

    /// <summary>The certificate to log in with.</summary>
    /// <param name="certificate">PEM text or a path.</param>
    /// <param name="key">PEM text or a path; null when the certificate's file holds it.</param>
    /// <exception cref="ModuleException">Missing or unreadable.</exception>
    public static X509Certificate2 Login(string certificate, string? key)
    {
        var certificatePem = Pem("user_cert", certificate);
        try
        {
            return X509Certificate2.CreateFromPem(certificatePem, key is null ? certificatePem : Pem("user_key", key));
        }
        catch (CryptographicException failure)
        {
            throw new ModuleException($"user_cert and user_key are not a PEM certificate and its key: {failure.Message}", failure);
        }
    }

    private static X509Certificate2Collection Authorities(string authorities)
    {
        var found = new X509Certificate2Collection();
        try
        {
            foreach (var pem in Directory.Exists(authorities)
                ? Directory.EnumerateFiles(authorities).Where(file => file.EndsWith(".pem", StringComparison.Ordinal) || file.EndsWith(".crt", StringComparison.Ordinal)).Select(File.ReadAllText)
                : [Pem("ca_cert", authorities)])
            {
                found.ImportFromPem(pem);
            }
        }
        catch (CryptographicException failure)
        {
            throw new ModuleException($"The CA certificates in '{Named(authorities)}' cannot be read: {failure.Message}", failure);
        }

        return found.Count > 0 ? found : throw new ModuleException($"There is no PEM certificate in '{Named(authorities)}'.");
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

    private static string Named(string authorities) => authorities.Contains("-----BEGIN", StringComparison.Ordinal) ? "ca_cert" : authorities;
}
