using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Http;

namespace Modules.Pulp.Api;

/// <summary>Pulp's verbs over HTTP: JSON out and in, every failure a <see cref="ModuleException"/>.</summary>
/// <param name="http">Knows login, trust and proxy.</param>
/// <param name="url">Where Pulp is.</param>
internal sealed class PulpApi(HttpClient http, PulpUrl url) : IDisposable
{
    /// <summary>How often content may be somewhere else.</summary>
    private const int MostTurns = 5;

    private int _requests;
    private long _received;

    /// <summary>How many requests were sent.</summary>
    public int Requests => _requests;

    /// <summary>How many bytes of answers were received.</summary>
    public long Received => _received;

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
        var target = new Uri(url.Origin, href.StartsWith('/') ? href : url.ApiPath + href);
        using var request = new HttpRequestMessage(method, target) { Content = content };
        _ = Interlocked.Increment(ref _requests);
        byte[] body;
        HttpStatusCode status;
        try
        {
            using var response = await http.SendAsync(request, ct);
            status = response.StatusCode;
            body = await response.Content.ReadAsByteArrayAsync(ct);
            _ = Interlocked.Add(ref _received, body.Length);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw HttpFailure.Of(method, target, failure);
        }

        if ((int)status is < 200 or > 299)
        {
            throw HttpFailure.Of(method, target, target.AbsolutePath[Math.Min(url.ApiPath.Length, target.AbsolutePath.Length)..], status, Encoding.UTF8.GetString(body));
        }

        if (body.Length == 0 && method == HttpMethod.Get)
        {
            throw new ModuleException($"{method} {target.AbsoluteUri} was answered with nothing. Is there a proxy in between that fails?") { Transient = true };
        }

        return new PulpAnswer(
            status, body.Length == 0 ? null : HttpFailure.Json(body) ?? throw HttpFailure.NotJson(method, target, Encoding.UTF8.GetString(body)));
    }

    /// <summary>Content, from a byte on; the caller reads it as it comes. Pulp may keep it in an object storage, and only say where.</summary>
    /// <exception cref="ModuleException">No answer, or a refusal; a range that begins behind the end is none.</exception>
    public async Task<HttpResponseMessage> OpenAsync(string href, long from, CancellationToken ct)
    {
        var target = new Uri(url.Origin, href);
        for (var turns = 0; ; turns++)
        {
            var named = new Uri(target.GetLeftPart(UriPartial.Path)); // an object storage's query is a login
            try
            {
                var response = await AskAsync(target, from, ct);
                if (response.IsSuccessStatusCode || (from > 0 && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable))
                {
                    return response;
                }

                using (response)
                {
                    target = turns < MostTurns && url.Socket is null && Redirect.Of(target, response) is { } next
                        ? next
                        : throw HttpFailure.Of(HttpMethod.Get, named, href, response.StatusCode, await response.Content.ReadAsStringAsync(ct));
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException
                || (failure is OperationCanceledException && !ct.IsCancellationRequested))
            {
                throw HttpFailure.Of(HttpMethod.Get, named, failure);
            }
        }
    }

    private async Task<HttpResponseMessage> AskAsync(Uri target, long from, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.Range = from > 0 ? new(from, null) : null;
        request.Options.Set(RetryHandler.Streamed, true);
        _ = Interlocked.Increment(ref _requests);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    /// <summary>Whether somebody can log in with a password.</summary>
    /// <exception cref="ModuleException">The server does not say.</exception>
    public async Task<bool> AcceptsAsync(string username, string password, CancellationToken ct)
    {
        // Anything that needs a login: an answer of "you may not" is a login that was accepted.
        var target = new Uri(url.Origin, $"{url.ApiPath}users/?username={Uri.EscapeDataString(username)}&limit=1");
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}")));
        _ = Interlocked.Increment(ref _requests);
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

    /// <summary>A body; none for null.</summary>
    public static StringContent? Json(JsonObject? body) =>
        body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
}
