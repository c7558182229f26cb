// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Cryptography;
using Modules.Http;
using Modules.Http.Addresses;
using Modules.Pulp.Arguments;

namespace Modules.Pulp.Upstream;

/// <summary>Asks an upstream as Pulp would: with the remote's login, proxy, trust and headers;
/// with a token where a registry wants one.</summary>
internal sealed class UpstreamClient : IDisposable
{
    private const int MostRedirects = 10; // as Pulp's own client
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly string[] Manifests =
    [
        "application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.docker.distribution.manifest.v2+json",
    ];

    private readonly HttpClient _http;
    private readonly Origin _own;
    private readonly AuthenticationHeaderValue? _login;
    private AuthenticationHeaderValue? _token;

    private UpstreamClient(HttpClient http, Uri address, AuthenticationHeaderValue? login) =>
        (_http, _own, _login) = (http, Origin.Of(address), login);

    /// <summary>Whether the login was kept from a place that a redirect or a challenge led to.</summary>
    public bool KeptLoginBack { get; private set; }

    /// <exception cref="ModuleException">The url, a certificate or the proxy's address cannot be read, or there is no libssl.</exception>
    public static UpstreamClient For(UpstreamRemote remote)
    {
        if (remote.Root is not { } url)
        {
            throw new ModuleException($"url '{remote.Url}' is no address of the web.");
        }

        OpenSsl.Require(url);
        var http = HttpClients.Open(new HttpSettings(url)
        {
            Trust = Trust.Options(remote.ValidatesTls, remote.Authorities),
            Certificate = Certificate(remote.Key),
            Proxies = ProxiesOf(remote.Key),
            Headers = [.. remote.Headers],
            Redirects = MostRedirects,
            ConnectTimeout = Patience,
            AnswerTimeout = Patience,
        });
        return new UpstreamClient(http, url, remote.Key.Username is { Length: > 0 } user
            ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{remote.Key.Password?.Reveal()}")))
            : null);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri target, CancellationToken ct) =>
        SendAsync(method, target, HttpCompletionOption.ResponseContentRead, ct);

    /// <summary>A big file; the caller reads it as it comes.</summary>
    public Task<HttpResponseMessage> OpenAsync(Uri target, CancellationToken ct) =>
        SendAsync(HttpMethod.Get, target, HttpCompletionOption.ResponseHeadersRead, ct);

    public void Dispose() => _http.Dispose();

    private static X509Certificate2? Certificate(UpstreamKey key) => key.Certificate is { Length: > 0 } certificate
        ? Trust.Certificate(
            certificate,
            key.CertificateKey?.Reveal() is { Length: > 0 } secret ? secret : null,
            (RemoteArguments.Certificate.Name, RemoteArguments.CertificateKey.Name))
        : null;

    private static Proxies ProxiesOf(UpstreamKey key)
    {
        if (key.Proxy is not { Length: > 0 } proxy)
        {
            return Proxies.FromEnvironment();
        }

        var login = key.ProxyUsername is { Length: > 0 } name ? new NetworkCredential(name, key.ProxyPassword?.Reveal()) : null;
        return Proxies.Of(ProxyRoute.Parse(proxy, RemoteArguments.ProxyUrl.Name, login));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri target, HttpCompletionOption until, CancellationToken ct)
    {
        var response = await SendAsync(method, target, _token ?? _login, null, until, ct);
        if (response.StatusCode == HttpStatusCode.Unauthorized && BearerChallenge.Of(response) is { } challenge
            && Origin.Of(response.RequestMessage!.RequestUri!) == _own && await TokenAsync(challenge, ct) is { } token)
        {
            response.Dispose();
            _token = token;
            return await SendAsync(method, target, token, null, until, ct);
        }

        return response;
    }

    /// <param name="method">What to do.</param>
    /// <param name="target">With what.</param>
    /// <param name="login">Ours, for this upstream.</param>
    /// <param name="lentTo">Another origin that may have it; null for none.</param>
    /// <param name="until">What to wait for.</param>
    /// <param name="ct">Stops it.</param>
    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, Uri target, AuthenticationHeaderValue? login, Origin? lentTo, HttpCompletionOption until, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, target);
        request.Headers.Authorization = login;
        if (lentTo is { } other)
        {
            request.Options.Set(LoginOrigin.LentTo, other);
        }

        if (until == HttpCompletionOption.ResponseHeadersRead)
        {
            request.Options.Set(Bounds.Largest, Limits.File);
        }

        if (target.AbsolutePath.Contains("/manifests/", StringComparison.Ordinal))
        {
            request.Headers.Accept.ParseAdd(string.Join(", ", Manifests));
        }

        var response = await _http.SendAsync(request, until, ct);
        KeptLoginBack |= login is not null && Origin.Of(request.RequestUri!) != (lentTo ?? _own);
        return response;
    }

    /// <summary>The token of the place that a registry's challenge names; null where there is none to be had.</summary>
    private async Task<AuthenticationHeaderValue?> TokenAsync(BearerChallenge challenge, CancellationToken ct)
    {
        var mayHaveIt = TokenRealm.MayHaveLogin(_own, challenge.Realm);
        KeptLoginBack |= _login is not null && !mayHaveIt;
        using var answer = await SendAsync(
            HttpMethod.Get,
            challenge.Address,
            mayHaveIt ? _login : null,
            mayHaveIt ? Origin.Of(challenge.Realm) : null,
            HttpCompletionOption.ResponseContentRead,
            ct);
        var body = answer.IsSuccessStatusCode ? JsonNodes.Parse(await answer.Content.ReadAsByteArrayAsync(ct)) as JsonObject : null;
        return (body?["token"] ?? body?["access_token"]) is JsonValue value && value.TryGetValue<string>(out var token) && IsToken(token)
            ? new("Bearer", token)
            : null;
    }

    /// <summary>Whether it can stand in a header.</summary>
    private static bool IsToken(string text) => text.Length > 0 && text.All(letter => letter is > ' ' and <= '~');
}
