// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ModuleHost;
using ModuleHost.Secrets;
using Modules.PulpServer;

namespace Modules.Tests.PulpServer;

public sealed class TlsPairTests
{
    [Fact]
    public void A_certificate_and_its_key_are_taken_with_one_line_end()
    {
        var (certificate, key) = Made();
        Assert.Equal(new(certificate + "\n", Run().Secret(key + "\n")), TlsPair.Read(certificate + "\n\n", key, Run()));
    }

    [Fact]
    public void The_key_of_another_certificate_is_refused() => Assert.Contains(
        "not a certificate and its key",
        Assert.Throws<ModuleException>(() => TlsPair.Read(Made().Certificate, Made().Key, Run())).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_named() => Assert.Contains(
        "tls_key: '/nowhere'",
        Assert.Throws<ModuleException>(() => TlsPair.Read(Made().Certificate, "/nowhere", Run())).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_certificate_past_its_time_is_warned_of()
    {
        var run = Run();
        var (certificate, key) = Made(days: -1);
        _ = TlsPair.Read(certificate, key, run);
        Assert.Contains("clients will refuse it", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    private static Invocation Run() => new(new ArgumentValues([]), false, false, new Redactor());

    private static (string Certificate, string Key) Made(int days = 1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=pulp", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(days));
        return (made.ExportCertificatePem(), key.ExportECPrivateKeyPem());
    }
}
