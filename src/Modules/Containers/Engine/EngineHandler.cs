// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;
using Modules.Cryptography;
using Modules.Http;

namespace Modules.Containers.Engine;

/// <summary>The connection side of the engine: a unix socket, tcp, or tcp with TLS and a client certificate.</summary>
internal static class EngineHandler
{
    /// <exception cref="ModuleException">The certificates cannot be read.</exception>
    public static HttpSettings For(EngineAddress address)
    {
        // A proxy of the environment is for the web, not for the engine.
        var settings = new HttpSettings(address.Base)
        {
            Socket = address.Socket,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            AnswerTimeout = Timeout.InfiniteTimeSpan,
        };
        if (address.Tls is not { } tls)
        {
            return settings;
        }

        OpenSsl.Require("An engine over TLS");
        return settings with
        {
            Trust = Trust.Options(tls.Verify, File("ca.pem"), "ca.pem of docker_cert_path"),
            Certificate = File("cert.pem") is { } certificate
                ? Trust.Certificate(
                    certificate,
                    Path.Combine(tls.CertificatePath!, "key.pem"),
                    ("cert.pem of docker_cert_path", "key.pem of docker_cert_path"))
                : null,
        };

        string? File(string name) =>
            tls.CertificatePath is { } folder && Path.Combine(folder, name) is var path && System.IO.File.Exists(path) ? path : null;
    }
}
