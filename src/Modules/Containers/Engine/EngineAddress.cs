// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Containers.Engine;

/// <summary>Where the engine listens, as <c>DOCKER_HOST</c> writes it.</summary>
/// <param name="Written">As the playbook or the environment has it.</param>
/// <param name="Socket">The path of a unix socket; null for tcp.</param>
/// <param name="Base">What request addresses start with.</param>
/// <param name="Tls">Null over a unix socket and plain tcp.</param>
internal sealed record EngineAddress(string Written, string? Socket, Uri Base, EngineTls? Tls)
{
    private const int PlainPort = 2375;
    private const int TlsPort = 2376;

    /// <exception cref="ModuleException">No address, or of a kind we do not speak.</exception>
    public static EngineAddress Parse(string written, EngineTls? tls)
    {
        if (written.StartsWith("unix://", StringComparison.Ordinal) && written.Length > "unix://".Length)
        {
            return new(written, written["unix://".Length..], new("http://engine"), null);
        }

        var secure = tls is not null || written.StartsWith("https://", StringComparison.Ordinal);
        foreach (var scheme in (string[])["tcp://", "http://", "https://"])
        {
            if (written.StartsWith(scheme, StringComparison.Ordinal)
                && Uri.TryCreate("tcp://" + written[scheme.Length..], UriKind.Absolute, out var address) && address.Host.Length > 0)
            {
                var port = address.Port > 0 ? address.Port : secure ? TlsPort : PlainPort;
                return new(written, null, new UriBuilder(secure ? "https" : "http", address.Host, port).Uri,
                    secure ? tls ?? new(null, Verify: true) : null);
            }
        }

        throw new ModuleException(
            $"docker_host '{written}' is not understood: give unix:///path/to/docker.sock or tcp://host:port"
            + (written.StartsWith(
                "ssh://", StringComparison.Ordinal) ? "; run the play on that host instead of going there by ssh." : "."));
    }
}

/// <summary>How to speak TLS with an engine.</summary>
/// <param name="CertificatePath">The folder with <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c>, as Docker's clients lay it out.</param>
/// <param name="Verify">Whether the engine's certificate is.</param>
internal sealed record EngineTls(string? CertificatePath, bool Verify);
