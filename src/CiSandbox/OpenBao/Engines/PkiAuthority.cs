// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CiSandbox.OpenBao.Http;

namespace CiSandbox.OpenBao.Engines;

/// <summary>A certificate that was issued, with its key.</summary>
internal sealed record IssuedCertificate(string Pem, string Key, string Serial, DateTimeOffset Start, DateTimeOffset End);

/// <summary>A certificate authority.</summary>
internal sealed class PkiAuthority
{
    private readonly X509Certificate2 _certificate;

    private PkiAuthority(X509Certificate2 certificate) => _certificate = certificate;

    public string Pem => _certificate.ExportCertificatePem();

    public string Serial => Spelled(_certificate.SerialNumberBytes.ToArray());

    public DateTimeOffset End => _certificate.NotAfter.ToUniversalTime();

    public static PkiAuthority Make(string name, long ttl)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            name.Length > 0 ? $"CN={name}" : "", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return new(request.CreateSelfSigned(DateTimeOffset.UtcNow.AddSeconds(-30), DateTimeOffset.UtcNow.AddSeconds(ttl)));
    }

    public IssuedCertificate Issue(string name, IReadOnlyList<string> names, IReadOnlyList<string> addresses, long ttl, string keyType)
    {
        var (start, end) = (DateTimeOffset.UtcNow.AddSeconds(-30), DateTimeOffset.UtcNow.AddSeconds(ttl));
        if (end > End)
        {
            throw new BaoException(
                400,
                $"cannot satisfy request, as TTL would result in notAfter of {end.UtcDateTime:O} that is beyond the expiration of the CA "
                    + $"certificate at {End.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}");
        }

        var sans = new SubjectAlternativeNameBuilder();
        foreach (var each in names.Prepend(name).Where(each => each.Length > 0).Distinct())
        {
            if (IPAddress.TryParse(each, out var plain))
            {
                sans.AddIpAddress(plain);
            }
            else
            {
                sans.AddDnsName(each);
            }
        }

        foreach (var each in addresses.Where(each => each != name))
        {
            sans.AddIpAddress(IPAddress.TryParse(each, out var address)
                ? address
                : throw new BaoException(400, $"the value \"{each}\" is not a valid IP address"));
        }

        var serial = RandomNumberGenerator.GetBytes(20);
        serial[0] &= 0x7f;
        serial[0] |= 0x01;
        var (pem, key) = keyType == "ec" ? OfCurve(name, sans, start, end, serial) : OfRsa(name, sans, start, end, serial);
        return new(pem, key, Spelled(serial), start, end);
    }

    private (string Pem, string Key) OfRsa(
        string name, SubjectAlternativeNameBuilder sans, DateTimeOffset start, DateTimeOffset end, byte[] serial)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            name.Length > 0 ? $"CN={name}" : "", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(sans.Build());
        using var made = request.Create(_certificate, start, end, serial);
        return (made.ExportCertificatePem(), key.ExportRSAPrivateKeyPem());
    }

    private (string Pem, string Key) OfCurve(
        string name, SubjectAlternativeNameBuilder sans, DateTimeOffset start, DateTimeOffset end, byte[] serial)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name.Length > 0 ? $"CN={name}" : "", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(sans.Build());
        using var signer = _certificate.GetRSAPrivateKey()!;
        using var made = request.Create(
            _certificate.SubjectName, X509SignatureGenerator.CreateForRSA(signer, RSASignaturePadding.Pkcs1), start, end, serial);
        return (made.ExportCertificatePem(), key.ExportECPrivateKeyPem());
    }

    private static string Spelled(byte[] serial) => string.Join(':', serial.Select(part => part.ToString("x2")));
}
