// SPDX-License-Identifier: GPL-3.0-or-later
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using ModuleHost;
using Modules.AuthProxy.Nginx;
using static Modules.AuthProxy.AuthProxyArguments;

namespace Modules.AuthProxy;

/// <summary>The upstreams a playbook gives: the one of the module's own arguments, and those of the list.</summary>
internal static partial class UpstreamReader
{
    /// <exception cref="ModuleException">An upstream that cannot be, or two in one place.</exception>
    public static IReadOnlyList<Upstream> Read(Invocation run)
    {
        var upstreams = new List<Upstream>();
        if (run.Get(Url) is { Length: > 0 } url)
        {
            upstreams.Add(One(run, url, run, "", Port(run.Get(ListenPort))));
        }

        foreach (var inside in (run.Get(Upstreams) ?? []).Select(values => run with { Values = values }))
        {
            upstreams.Add(
                One(
                    run,
                    inside.Get(UpstreamUrl),
                    inside,
                    PrefixOf(inside.Get(Prefix)),
                    Port(inside.Get(UpstreamListenPort) ?? run.Get(ListenPort))));
        }

        var twice = upstreams.GroupBy(each => (each.Port, each.Prefix)).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? upstreams : throw new ModuleException(
            $"{string.Join(" and ", twice)} would both be at port {twice.Key.Port}, "
                + $"{(twice.Key.Prefix is "" ? "without a prefix" : $"prefix {twice.Key.Prefix}")}. "
            + "Give each of upstreams its own prefix or listen_port.");
    }

    private static Upstream One(Invocation run, string url, Invocation inside, string prefix, int port)
    {
        var address = Address(url, run);
        var login = inside.Get(Username) is { Length: > 0 } name ? new Login(name, run.Secret(inside.Get(Password) ?? "")) : null;
        var tokens = inside.Get(UpstreamRegistryTokens) ?? run.Get(RegistryTokens);
        var verify = inside.Get(UpstreamValidateCerts) ?? run.Get(ValidateCerts);
        var secure = address.Scheme == Uri.UriSchemeHttps;
        if (login is not null && !(secure && verify))
        {
            _ = run.Warnings.Add(
                $"The login travels to {address.Authority} {(secure ? "without its certificate being verified" : "in the clear")}.");
        }

        var readyPath = inside.Get(UpstreamReadyPath) ?? run.Get(ReadyPath)!;
        return new(
            address, login, prefix, port, AllowedPaths.Of(inside.Get(UpstreamAllow) ?? run.Get(Allow) ?? [], tokens),
            secure && verify ? Authorities(inside.Get(CaCert) ?? run.Get(CaCert)) : null, tokens,
            ReadyPathPattern().IsMatch(readyPath)
                ? readyPath
                : throw new ModuleException($"ready_path '{readyPath}' is not a path with an optional query."));
    }

    private static Uri Address(string url, Invocation run)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new ModuleException($"url '{url}' is not the address of a server, such as https://pulp.example.org.");
        }

        if (address.UserInfo.Length > 0)
        {
            _ = run.Secret(address.UserInfo).As(login => login[(login.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            throw new ModuleException(
                $"url holds a login. Give it with username and password, and url as {address.Scheme}://{address.Authority}.");
        }

        return BasePath().IsMatch(address.AbsolutePath) && address.Query.Length == 0 && address.Fragment.Length == 0
            ? address
            : throw new ModuleException($"url '{url}' may have a plain path, but no query, fragment or escaped letters.");
    }

    private static int Port(long port) =>
        port is > 0 and < 65536 ? (int)port : throw new ModuleException($"listen_port {port} is not a port: it must be from 1 to 65535.");

    private static string PrefixOf(string? prefix) =>
        prefix is null or "" or "/" ? ""
        : PrefixPattern().IsMatch(prefix) ? "/" + prefix.Trim('/')
        : throw new ModuleException($"prefix '{prefix}' is not a path of plain letters, such as /ark.");

    /// <summary>PEM as given, or out of the file given, or the system's.</summary>
    private static string Authorities(string? given)
    {
        if (given is { Length: > 0 } && given.Contains("-----BEGIN", StringComparison.Ordinal))
        {
            return Checked(given.ReplaceLineEndings("\n").TrimEnd('\n') + "\n", "ca_cert");
        }

        var path = given is { Length: > 0 } ? given : SystemAuthorities.Path;
        try
        {
            return Checked(File.ReadAllText(path), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ModuleException($"ca_cert '{path}' cannot be read: {failure.Message} Give a PEM file of this host, or PEM text.");
        }
    }

    private static string Checked(string pem, string source)
    {
        try
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPem(pem);
            return found.Count > 0 ? pem : throw new ModuleException($"{source} holds no certificate in PEM.");
        }
        catch (CryptographicException failure)
        {
            throw new ModuleException($"{source} holds a certificate that cannot be read: {failure.Message}", failure);
        }
    }

    [GeneratedRegex("^/[A-Za-z0-9._~!&'()*+,=:@/-]*\\z")]
    private static partial Regex BasePath();

    [GeneratedRegex("^/?[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?\\z")]
    private static partial Regex PrefixPattern();

    [GeneratedRegex("^/[A-Za-z0-9._~!&()*+,=:@/?%-]*\\z")]
    private static partial Regex ReadyPathPattern();
}
