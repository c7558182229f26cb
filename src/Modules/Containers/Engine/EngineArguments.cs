// SPDX-License-Identifier: GPL-3.0-or-later
using ModuleHost;

namespace Modules.Containers.Engine;

/// <summary>Where the engine is, as modules are told and as Docker's own clients are by the environment.</summary>
internal static class EngineArguments
{
    public static readonly Argument<string?> DockerHost =
        Argument.Text("docker_host") with { Default = "unix:///var/run/docker.sock", EnvironmentVariable = "DOCKER_HOST" };

    public static readonly Argument<string?> DockerTlsVerify =
        Argument.Text("docker_tls_verify") with { EnvironmentVariable = "DOCKER_TLS_VERIFY" };

    public static readonly Argument<string?> DockerCertPath =
        Argument.Path("docker_cert_path") with { EnvironmentVariable = "DOCKER_CERT_PATH" };

    public static IReadOnlyList<Argument> All => [DockerHost, DockerTlsVerify, DockerCertPath];

    /// <summary>Docker's own rules: <c>DOCKER_TLS_VERIFY</c> with any text means TLS, verified.</summary>
    public static EngineAddress Address(Invocation run)
    {
        var verify = run.Get(DockerTlsVerify) is { Length: > 0 } text && text is not ("0" or "no" or "false" or "False");
        var folder = run.Get(DockerCertPath);
        return EngineAddress.Parse(run.Get(DockerHost)!, verify ? new(folder, Verify: true) : null);
    }
}
