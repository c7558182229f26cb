// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using ModuleHost;
using ModuleHost.Secrets;
using Modules.AuthProxy;
using Modules.AuthProxy.Nginx;
using Modules.Containers.Planning;

namespace Modules.Tests.Containers;

/// <summary>Values the tests of the proxy share.</summary>
internal static class Some
{
    public const string Authority = "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n";

    public static Upstream Upstream(
        string url = "https://pulp.example.org", string prefix = "", int port = 18080, bool tokens = false, Login? login = null) =>
        new(
        new(url), login ?? new("reader", Secret("s3cret")), prefix, port, AllowedPaths.Of(["content", "registry"], tokens),
        url.StartsWith("https", StringComparison.Ordinal) ? Authority : null, tokens, "/pulp/api/v3/repositories/?limit=1");

    public static Secret Secret(string text) => new Invocation(new ArgumentValues([]), false, false, new Redactor()).Secret(text);

    public static NginxSettings Host(params string[] addresses) => new("127.0.0.1", [], [], [new(0, Upstream(), addresses)]);

    public static ProxySettings Settings { get; } = new(
        [Upstream()],
        "/opt/proxy",
        IPAddress.Loopback,
        "nginx:stable-alpine",
        "missing",
        "pulp_proxy",
        "unless-stopped",
        false,
        TimeSpan.FromSeconds(1));

    public static ContainerSpec Spec { get; } =
        ProxyContainer.For(Settings, new Surroundings("bridge", [], HostUsers: false)) with { ImageId = "0123" };
}
