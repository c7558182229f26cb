// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using ModuleHost;

namespace Modules.Http.Addresses;

/// <summary>A proxy, and who named it.</summary>
/// <param name="Address">Its URL without a login.</param>
/// <param name="Source">The variable or the option that names it.</param>
/// <param name="Login">Its login; null for none.</param>
internal sealed record ProxyRoute(Uri Address, string Source, NetworkCredential? Login)
{
    /// <summary>The proxy that a request took; null for none.</summary>
    public static readonly HttpRequestOptionsKey<ProxyRoute?> Taken = new("proxy");

    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <summary>Host and port, as messages name it.</summary>
    public string Name => $"{Address.Host}:{Address.Port}";

    /// <summary>Whether the environment names it.</summary>
    public bool IsVariable => Source.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase);

    /// <summary>What to check where it refuses the login.</summary>
    public string LoginAdvice =>
        IsVariable ? $"Give it in {Source}, like http://user:password@{Name}" : "Check proxy_username and proxy_password";

    /// <param name="text">A URL, or host and port.</param>
    /// <param name="source">Who says so.</param>
    /// <param name="login">Its login; null for the one in the URL, if any.</param>
    /// <exception cref="ModuleException">It is no address of a proxy.</exception>
    public static ProxyRoute Parse(string text, string source, NetworkCredential? login = null)
    {
        var written = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (!Uri.TryCreate(written, UriKind.Absolute, out var url) || Scheme(url.Scheme) is not { } scheme || url.Host.Length == 0)
        {
            throw new ModuleException(
                $"{source} '{text[(text.LastIndexOf('@') + 1)..]}' is not the address of a proxy. "
                    + "Give scheme, host and port, like http://proxy.example.com:3128.");
        }

        var port = url.Port > 0 ? url.Port : scheme.StartsWith("socks", StringComparison.Ordinal) ? 1080 : 80;
        return new ProxyRoute(new UriBuilder(scheme, url.Host, port).Uri, source, login ?? LoginOf(url));
    }

    // .NET's socks5 leaves names to the proxy
    private static string? Scheme(string scheme) => scheme == "socks5h" ? "socks5" : Schemes.Contains(scheme) ? scheme : null;

    private static NetworkCredential? LoginOf(Uri url) =>
        url.UserInfo.Split(':', 2) is [{ Length: > 0 } name, .. var rest]
            ? new(Uri.UnescapeDataString(name), Uri.UnescapeDataString(rest is [var password] ? password : ""))
            : null;
}
