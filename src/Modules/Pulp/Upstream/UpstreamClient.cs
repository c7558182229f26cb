using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Modules.Cryptography;
using Modules.Http;
using Modules.Pulp.Api;
using Modules.Pulp.Lists.Items;

namespace Modules.Pulp.Upstream;

/// <summary>Asks an upstream as Pulp would: with the remote's login, proxy, trust and headers; with a token where a registry wants one.</summary>
internal sealed class UpstreamClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly string[] Manifests =
    [
        "application/vnd.oci.image.index.v1+json", "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.docker.distribution.manifest.v2+json",
    ];

    private readonly HttpClient _http;
    private readonly AuthenticationHeaderValue? _login;
    private AuthenticationHeaderValue? _token;

    private UpstreamClient(HttpClient http, AuthenticationHeaderValue? login) => (_http, _login) = (http, login);

    /// <exception cref="ModuleHost.ModuleException">A certificate cannot be read, or there is no libssl.</exception>
    public static UpstreamClient For(Item item)
    {
        if (Uri.TryCreate(item.Text("url"), UriKind.Absolute, out var url))
        {
            OpenSsl.Require(url);
        }

        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = Patience,
            SslOptions = Trust.Options(item.Flag("tls_validation") ?? true, item.Text("ca_cert") is { Length: > 0 } own ? own : null),
        };
        if (item.Text("client_cert") is { Length: > 0 } certificate)
        {
            handler.SslOptions.ClientCertificates = [Trust.Login(certificate, item.Text("client_key") is { Length: > 0 } key ? key : null)];
        }

        if (item.Text("proxy_url") is { Length: > 0 } proxy)
        {
            handler.Proxy = new WebProxy(proxy)
            {
                Credentials = item.Text("proxy_username") is { Length: > 0 } name ? new NetworkCredential(name, item.Text("proxy_password")) : null,
            };
        }

        var http = new HttpClient(handler) { Timeout = Patience };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("kayobe-modules");
        foreach (var header in (item.Values["headers"] as JsonArray)?.OfType<JsonObject>().SelectMany(each => each) ?? [])
        {
            _ = http.DefaultRequestHeaders.TryAddWithoutValidation(header.Key, header.Value?.ToString());
        }

        return new UpstreamClient(http, item.Text("remote_username") is { Length: > 0 } user
            ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{item.Text("remote_password")}")))
            : null);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri target, CancellationToken ct) =>
        SendAsync(method, target, HttpCompletionOption.ResponseContentRead, ct);

    /// <summary>A big file; the caller reads it as it comes.</summary>
    public Task<HttpResponseMessage> OpenAsync(Uri target, CancellationToken ct) =>
        SendAsync(HttpMethod.Get, target, HttpCompletionOption.ResponseHeadersRead, ct);

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri target, HttpCompletionOption until, CancellationToken ct)
    {
        var response = await SendAsync(method, target, _token ?? _login, until, ct);
        if (response.StatusCode == HttpStatusCode.Unauthorized
            && response.Headers.WwwAuthenticate.FirstOrDefault(each => each.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))?.Parameter is { } challenge
            && await TokenAsync(challenge, ct) is { } token)
        {
            response.Dispose();
            _token = token;
            return await SendAsync(method, target, token, until, ct);
        }

        return response;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri target, AuthenticationHeaderValue? login, HttpCompletionOption until, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, target);
        request.Headers.Authorization = login;
        if (target.AbsolutePath.Contains("/manifests/", StringComparison.Ordinal))
        {
            request.Headers.Accept.ParseAdd(string.Join(", ", Manifests));
        }

        return await _http.SendAsync(request, until, ct);
    }

    /// <summary>The token of the place that a registry's challenge names; null where there is none to be had.</summary>
    private async Task<AuthenticationHeaderValue?> TokenAsync(string challenge, CancellationToken ct)
    {
        var asked = Regex.Matches(challenge, "(\\w+)=\"([^\"]*)\"").ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        if (!asked.TryGetValue("realm", out var realm) || !Uri.TryCreate(realm, UriKind.Absolute, out var place))
        {
            return null;
        }

        var query = string.Join('&', asked.Where(pair => pair.Key is "service" or "scope").Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        using var answer = await SendAsync(HttpMethod.Get, new Uri($"{place}{(place.Query.Length > 0 ? "&" : "?")}{query}"), _login, HttpCompletionOption.ResponseContentRead, ct);
        var body = answer.IsSuccessStatusCode ? HttpFailure.Json(await answer.Content.ReadAsByteArrayAsync(ct)) : null;
        return (string?)(body?["token"] ?? body?["access_token"]) is { } token ? new("Bearer", token) : null;
    }
}
