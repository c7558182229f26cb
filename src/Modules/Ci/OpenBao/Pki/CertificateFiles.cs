// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ModuleHost;

namespace Modules.Ci.OpenBao.Pki;

/// <summary>A certificate and its key, as they lie in files.</summary>
/// <param name="Certificate">The file with the certificate, and the chain behind it.</param>
/// <param name="Key">The file with the private key.</param>
internal sealed record CertificateFiles(string Certificate, string Key)
{
    /// <summary>Why another certificate is needed; null where this one will do.</summary>
    /// <param name="names">The names and addresses it must have, no others.</param>
    /// <param name="renewBefore">How long before its end it is replaced.</param>
    /// <param name="now">The time.</param>
    public string? WhyRenew(IReadOnlySet<string> names, TimeSpan renewBefore, DateTimeOffset now)
    {
        if (!File.Exists(Certificate) || !File.Exists(Key))
        {
            return $"there is no '{(File.Exists(Certificate) ? Key : Certificate)}'";
        }

        try
        {
            using var found = X509Certificate2.CreateFromPemFile(Certificate, Key);
            var has = NamesOf(found);
            return !has.SetEquals(names) ? $"it is for {string.Join(", ", has.Order(StringComparer.Ordinal))}"
                : found.NotAfter.ToUniversalTime() - now.UtcDateTime is var left && left <= renewBefore
                    ? left <= TimeSpan.Zero ? "it has expired" : $"it ends at {found.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm}Z"
                : null;
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            return "the files hold no certificate with its key";
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new ModuleException($"Make '{Certificate}' and '{Key}' readable for the user who runs the module.", failure);
        }
    }

    /// <summary>When the certificate ends; null where there is none.</summary>
    public static DateTimeOffset? EndOf(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        return certificate.NotAfter.ToUniversalTime();
    }

    private static HashSet<string> NamesOf(X509Certificate2 certificate)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var common = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        if (common.Length > 0)
        {
            _ = names.Add(common);
        }

        foreach (var extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
        {
            names.UnionWith(extension.EnumerateDnsNames());
            names.UnionWith(extension.EnumerateIPAddresses().Select(address => address.ToString()));
        }

        return names;
    }
}
