using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Http;

namespace Modules.Pulp.Api;

/// <summary>Pulp's verbs over HTTP: JSON out and in, every failure a <see cref="ModuleException"/>.</summary>
/// <param name="http">Knows login, trust and proxy.</param>
/// <param name="url">Where Pulp is.</param>
/// <param name="traffic">What was sent and received.</param>
internal sealed class PulpApi(HttpClient http, PulpUrl url, Traffic traffic) : IDisposable
{
    /// <summary>How often content may be somewhere else.</summary>
    private const int MostTurns = 5;

    /// <summary>What was sent and received so far.</summary>
    public Traffic Traffic => traffic;

    /// <summary>What the server notes of everything this run asks for, in its log and in tasks.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>How requests prove who sends them.</summary>
    public LoginHandler? Login { get; init; }

    /// <summary>Scheme, host and port.</summary>
    public Uri Origin => url.Origin;

    /// <summary>Path of the API, as hrefs begin.</summary>
    public string Root => url.ApiPath;

    /// <summary>Asks. An href begins with a slash, or is a path below <see cref="Root"/>.</summary>
    public Task<PulpAnswer> GetAsync(string href, CancellationToken ct) => SendAsync(HttpMethod.Get, href, null, ct);

    public async Task<PulpAnswer> SendAsync(HttpMethod method, string href, HttpContent? content, CancellationToken ct)
    {
        var target = new Uri(url.Origin, Href(href));
        using var request = new HttpRequestMessage(method, target) { Content = content };
        byte[] body;
        HttpStatusCode status;
        try
        {
            using var response = await http.SendAsync(request, ct);
            status = response.StatusCode;
            body = await response.Content.ReadAsByteArrayAsync(ct);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw HttpFailure.Of(method, target, failure);
        }

        if ((int)status is < 200 or > 299)
        {
            throw HttpFailure.Of(
                method,
                target,
                target.AbsolutePath[Math.Min(url.ApiPath.Length, target.AbsolutePath.Length)..],
                status,
                Encoding.UTF8.GetString(body));
        }

        if (body.Length == 0 && method == HttpMethod.Get)
        {
            throw new ModuleException(
                $"{method} {target.AbsoluteUri} was answered with nothing. Is there a proxy in between that fails?") { Transient = true };
        }

        return new PulpAnswer(
            status,
            body.Length == 0 ? null : HttpFailure.Json(body) ?? throw HttpFailure.NotJson(method, target, Encoding.UTF8.GetString(body)));
    }

    /// <summary>Content, from a byte on; the caller reads it as it comes. Pulp may keep it in
    /// an object storage, and only say where.</summary>
    /// <exception cref="ModuleException">No answer, or a refusal; a range that begins behind the end is none.</exception>
    public async Task<HttpResponseMessage> OpenAsync(string href, long from, CancellationToken ct)
    {
        var target = new Uri(url.Origin, Href(href));
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.Range = from > 0 ? new(from, null) : null;
        request.Options.Set(RetryHandler.Streamed, true);
        request.Options.Set(Bounds.Largest, Limits.Download);
        request.Options.Set(Redirects.Followed, url.Socket is null ? MostTurns : 0);
        try
        {
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (response.IsSuccessStatusCode || (from > 0 && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable))
            {
                return response;
            }

            using (response)
            {
                var named = new Uri(request.RequestUri!.GetLeftPart(UriPartial.Path)); // an object storage's query is a login
                throw HttpFailure.Of(HttpMethod.Get, named, href, response.StatusCode, await response.Content.ReadAsStringAsync(ct));
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw HttpFailure.Of(HttpMethod.Get, (failure as NoAnswerException)?.Target ?? target, failure);
        }
    }

    /// <summary>Whether somebody can log in with a password.</summary>
    /// <exception cref="ModuleException">The server does not say.</exception>
    public async Task<bool> AcceptsAsync(string username, string password, CancellationToken ct)
    {
        // Anything that needs a login: an answer of "you may not" is a login that was accepted.
        var target = new Uri(url.Origin, $"{url.ApiPath}users/?username={Uri.EscapeDataString(username)}&limit=1");
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}")));
        try
        {
            using var response = await http.SendAsync(request, ct);
            return response.StatusCode switch
            {
                HttpStatusCode.Unauthorized => false,
                HttpStatusCode.Forbidden => true,
                _ when response.IsSuccessStatusCode => true,
                var status => throw HttpFailure.Of(HttpMethod.Get, target, "users/", status, await response.Content.ReadAsStringAsync(ct)),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw HttpFailure.Of(HttpMethod.Get, target, failure);
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>A path of this server. What begins with two slashes, or a slash and a backslash, would be another one's.</summary>
    /// <exception cref="ModuleException">It is none.</exception>
    private string Href(string href) => href switch
    {
        ['/', '/' or '\\', ..] =>
            throw new ModuleException(
                $"'{href}' is no href of a Pulp server: it names another host. Give the path, like {url.ApiPath}status/."),
        ['/', ..] => href,
        _ => url.ApiPath + href,
    };

    /// <summary>A body; none for null.</summary>
    public static StringContent? Json(JsonObject? body) =>
        body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
}
