// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Sandbox.Upstream;

/// <summary>The connection side of a remote: trust, client certificate, proxy, limits.</summary>
internal static class UpstreamHandler
{
    public static SocketsHttpHandler For(RemoteSettings remote)
    {
        var handler = new SocketsHttpHandler
        {
            // What is stored must be what the checksums speak of.
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = remote.Concurrency,
            UseProxy = remote.ProxyUrl is not null,
            Proxy = Proxy(remote),
            SslOptions = Tls(remote),
        };
        if (remote.ConnectTimeout is > 0 and { } seconds)
        {
            handler.ConnectTimeout = TimeSpan.FromSeconds(seconds);
        }

        return handler;
    }

    private static WebProxy? Proxy(RemoteSettings remote) => remote.ProxyUrl is { } url
        ? new(url) { Credentials = remote.ProxyUsername is { } name ? new NetworkCredential(name, remote.ProxyPassword) : null }
        : null;

    private static SslClientAuthenticationOptions Tls(RemoteSettings remote)
    {
        var options = new SslClientAuthenticationOptions();
        if (!remote.TlsValidation)
        {
#pragma warning disable CA5359 // the remote's owner asked for no validation
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (remote.CaCert is { Length: > 0 } pem)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.ImportFromPem(pem);
        }

        if (remote is { ClientCert: { Length: > 0 } certificate })
        {
#pragma warning disable CA2000 // lives as long as the connections
            options.ClientCertificates = [X509Certificate2.CreateFromPem(certificate, remote.ClientKey ?? certificate)];
#pragma warning restore CA2000
        }

        return options;
    }
}
