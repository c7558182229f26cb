// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Net;

namespace Modules.Http.Addresses;

/// <summary>Which proxy leads to an address: none, always the same one, or what the environment
/// says, read as Python's requests reads it.</summary>
internal sealed class Proxies : IWebProxy, ICredentials
{
    /// <summary>Never one.</summary>
    public static readonly Proxies None = new(_ => null);

    private readonly Func<Uri, ProxyRoute?> _choose;
    private readonly ConcurrentDictionary<Origin, ProxyRoute> _chosen = new();

    private Proxies(Func<Uri, ProxyRoute?> choose) => _choose = choose;

    /// <summary>Told per request: one for each proxy.</summary>
    ICredentials? IWebProxy.Credentials
    {
        get => this;
        set => throw new NotSupportedException();
    }

    /// <summary>Always this one.</summary>
    public static Proxies Of(ProxyRoute route) => new(_ => route);

    /// <summary>What <c>http_proxy</c>, <c>https_proxy</c>, <c>all_proxy</c> and <c>no_proxy</c> say now.</summary>
    public static Proxies FromEnvironment() => From(ProxyVariables.Read());

    /// <summary>What variables say.</summary>
    public static Proxies From(ProxyVariables variables) => new(variables.For);

    /// <summary>Null for none.</summary>
    /// <exception cref="ModuleHost.ModuleException">What is given is no address of a proxy.</exception>
    public ProxyRoute? For(Uri target)
    {
        if (_choose(target) is not { } route)
        {
            return null;
        }

        _chosen[Origin.Of(route.Address)] = route;
        return route;
    }

    Uri? IWebProxy.GetProxy(Uri destination) => For(destination)?.Address;

    bool IWebProxy.IsBypassed(Uri host) => For(host) is null;

    /// <summary>The login of a proxy that was chosen before.</summary>
    NetworkCredential? ICredentials.GetCredential(Uri uri, string authType) => _chosen.GetValueOrDefault(Origin.Of(uri))?.Login;
}
