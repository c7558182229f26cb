// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Listening;
using Sandbox.Tests.Infra;

namespace Sandbox.Tests.Http;

public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _certificate = Certificates.SelfSigned("sandbox");

    private string CertificateFile => _folder.In("cert.pem");

    private string KeyFile => _folder.In("key.pem");

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Whoever_trusts_the_certificate_is_answered_and_sent_on_over_tls()
    {
        await File.WriteAllTextAsync(CertificateFile, _certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(KeyFile, Certificates.Key(_certificate));
        await using var pulp = await LiveSandbox.StartAsync(options => options with { Certificate = CertificateFile, Key = KeyFile });
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == _certificate.Thumbprint,
        };
        using var http = new HttpClient(handler) { BaseAddress = pulp.Running.Address };

        var answer = await http.GetAsync(new Uri("/pulp/api/v3/status/", UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, "https"), (answer.StatusCode, pulp.Running.Address.Scheme));
        Assert.Contains(
            $"\"content_origin\":\"{pulp.Running.Address.GetLeftPart(UriPartial.Authority)}\"",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_without_its_key_is_refused_by_name()
    {
        await File.WriteAllTextAsync(CertificateFile, _certificate.ExportCertificatePem());
        Assert.Contains(
            $"--tls-cert {CertificateFile} is no certificate with its private key",
            Assert.Throws<FormatException>(() => ServerCertificate.Read(CertificateFile, null)).Message,
            StringComparison.Ordinal);
    }
}
