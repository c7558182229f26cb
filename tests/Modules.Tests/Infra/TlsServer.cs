// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modules.Tests.Infra;

/// <summary>Shows everybody a certificate that nobody knows.</summary>
internal sealed class TlsServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;

    public TlsServer()
    {
        using var key = RSA.Create(2048);
        _certificate = new CertificateRequest("CN=nobody", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _listener.Start();
        Address = $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>How often somebody knocked.</summary>
    public int Connections { get; private set; }

    public void Dispose()
    {
        _listener.Dispose();
        _certificate.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                Connections++;
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsServerAsync(_certificate);
                _ = await stream.ReadAsync(new byte[1024]);
            }
            catch (Exception gone) when (gone is IOException or AuthenticationException)
            {
                // The client does not trust it.
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
