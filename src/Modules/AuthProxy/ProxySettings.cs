// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using ModuleHost;
using Modules.AuthProxy.Nginx;
using Modules.Containers.Planning;
using Modules.Http.Addresses;
using static Modules.AuthProxy.AuthProxyArguments;

namespace Modules.AuthProxy;

/// <summary>What the playbook asks for, checked as far as it can be without asking the engine.</summary>
internal sealed record ProxySettings(
    IReadOnlyList<Upstream> Upstreams, string ConfPath, IPAddress ListenIp, string Image, string Pull, string ContainerName,
    string RestartPolicy, bool Recreate, TimeSpan Timeout)
{
    public ContainerOptions Options => new(ContainerName, Pull, Recreate);

    public IReadOnlyList<int> Ports => [.. Upstreams.Select(upstream => upstream.Port).Distinct().Order()];

    /// <exception cref="ModuleException">Something that cannot be, or should not.</exception>
    public static ProxySettings Read(Invocation run)
    {
        var written = run.Get(AuthProxyArguments.ListenIp)!;
        var ip = FullAddress.Of(written) ?? throw new ModuleException($"listen_ip '{written}' is not an IP address, written in full.");

        if (!IPAddress.IsLoopback(ip) && !run.Get(AllowExternal))
        {
            throw new ModuleException(
                $"listen_ip {ip} is not a loopback address: everybody who reaches it would read from the upstream with your login. "
                + "If that is wanted, say allow_external: true.");
        }

        var folder = run.Get(AuthProxyArguments.ConfPath)!;
        return new(
            UpstreamReader.Read(run),
            ConfigurationFolder.PathOf(folder),
            ip, run.Get(AuthProxyArguments.Image)!, run.Get(AuthProxyArguments.Pull)!, run.Get(AuthProxyArguments.ContainerName)!,
            run.Get(AuthProxyArguments.RestartPolicy)!, run.Get(AuthProxyArguments.Recreate) == "always",
            TimeSpan.FromSeconds(run.Get(AuthProxyArguments.Timeout)));
    }
}
