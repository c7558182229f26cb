using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ModuleHost;
using Modules.Cryptography;

namespace Modules.Containers.Engine;

/// <summary>The connection side of the engine: a unix socket, tcp, or tcp with TLS and a client certificate.</summary>
internal static class EngineHandler
{
    /// <exception cref="ModuleException">The certificates cannot be read.</exception>
    public static SocketsHttpHandler For(EngineAddress address)
    {
        // A proxy of the environment is for the web, not for the engine.
        var handler = new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(10) };
        if (address.Socket is { } path)
        {
            handler.ConnectCallback = async (_, ct) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            };
        }
        else if (address.Tls is { } tls)
        {
            OpenSsl.Require("An engine over TLS");
            handler.SslOptions = Options(tls);
        }

        return handler;
    }

    private static SslClientAuthenticationOptions Options(EngineTls tls)
    {
        var options = new SslClientAuthenticationOptions();
        if (!tls.Verify)
        {
#pragma warning disable CA5359 // DOCKER_TLS without DOCKER_TLS_VERIFY asks for exactly that
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        if (tls.CertificatePath is not { } folder)
        {
            return options;
        }

        try
        {
            if (tls.Verify && Path.Combine(folder, "ca.pem") is var authority && File.Exists(authority))
            {
                options.CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    RevocationMode = X509RevocationMode.NoCheck,
                };
                options.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(authority);
            }

            if (Path.Combine(folder, "cert.pem") is var certificate && File.Exists(certificate))
            {
#pragma warning disable CA2000 // lives as long as the connections
                options.ClientCertificates = [X509Certificate2.CreateFromPemFile(certificate, Path.Combine(folder, "key.pem"))];
#pragma warning restore CA2000
            }
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"The engine's TLS files in docker_cert_path '{folder}' cannot be read: {failure.Message}", failure);
        }

        return options;
    }
}
