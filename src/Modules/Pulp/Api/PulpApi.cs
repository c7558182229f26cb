// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Http;
using Modules.Messages;
using Refit;

namespace Modules.Pulp.Api;

/// <summary>Pulp's verbs over HTTP: JSON out and in, every failure a <see cref="ModuleException"/>.</summary>
/// <param name="http">Knows login, trust and proxy.</param>
/// <param name="url">Where Pulp is.</param>
/// <param name="traffic">What was sent and received.</param>
internal sealed class PulpApi(HttpClient http, PulpUrl url, Traffic traffic) : IDisposable
{
    /// <summary>How often content may be somewhere else.</summary>
    private const int MostTurns = 5;

    private readonly IPulpVerbs _verbs = HttpClients.Speak<IPulpVerbs>(http);
    private JsonObject? _status;
    private bool _isSettled; // a path below the API's was there: it is that one

    /// <summary>What was sent and received so far.</summary>
    public Traffic Traffic => traffic;

    /// <summary>What the server notes of everything this run asks for, in its log and in tasks.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>How requests prove who sends them.</summary>
    public LoginHandler? Login { get; init; }

    /// <summary>What the user calls the options.</summary>
    public OptionNames Names { get; init; } = OptionNames.Own;

    /// <summary>Scheme, host and port.</summary>
    public Uri Origin => url.Origin;

    /// <summary>Path of the API, as hrefs begin.</summary>
    public string Root => url.ApiPath;

    /// <summary>Below which path base paths are served; with domains each has its own.</summary>
    public string ContentPath => url.ContentPath;

    /// <summary>Asks. An href begins with a slash, or is a path below <see cref="Root"/>.</summary>
    public Task<PulpAnswer> GetAsync(string href, CancellationToken ct) => SendAsync(HttpMethod.Get, href, null, ct);

    public async Task<PulpAnswer> SendAsync(HttpMethod method, string href, HttpContent? content, CancellationToken ct)
    {
        var again = content is not null && !_isSettled ? await ReusableContent.OfAsync(content, ct) : null;
        var (target, answer) = await AskAsync(method, href, again is null ? content : again.Next(), ct);
        if (IsNoPath(answer) && await ExploreAsync(target, ct))
        {
            (target, answer) = await AskAsync(method, href, again?.Next() ?? content, ct);
        }

        _isSettled |= !IsNoPath(answer) && !IsOfStatus(target);
        if (answer.StatusCode is null or >= HttpStatusCode.Ambiguous or < HttpStatusCode.OK)
        {
            throw HttpFailure.Of(Asked(method, target), answer.StatusCode ?? 0, Text(answer), IsNoPath(answer) ? _status : null);
        }

        return answer.Content is null && method == HttpMethod.Get
            ? throw new ModuleException(
                $"Is there a proxy in between that fails? {Asked(method, target)} was answered with nothing.") { Transient = true }
            : new PulpAnswer(answer.StatusCode.Value, answer.Content);
    }

    /// <summary>Content, from a byte on; the caller reads it as it comes. Pulp may keep it in
    /// an object storage, and only say where.</summary>
    /// <exception cref="ModuleException">No answer, or a refusal; a range that begins behind the end is none.</exception>
    public async Task<HttpResponseMessage> OpenAsync(string href, long from, CancellationToken ct)
    {
        var target = new Uri(url.Origin, Href(href));
        try
        {
            var response = await _verbs.OpenAsync(
                Href(href), from > 0 ? $"bytes={from}-" : null, true, Limits.Download, url.Socket is null ? MostTurns : 0, ct);
            if (response.IsSuccessStatusCode || (from > 0 && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable))
            {
                return response;
            }

            using (response)
            {
                // An object storage's query is a login.
                var named = new Uri(response.RequestMessage!.RequestUri!.GetLeftPart(UriPartial.Path));
                throw HttpFailure.Of(
                    new Asked(HttpMethod.Get, named, href, Names), response.StatusCode, await response.Content.ReadAsStringAsync(ct));
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw HttpFailure.Of(Asked(HttpMethod.Get, (failure as NoAnswerException)?.Target ?? target), failure);
        }
    }

    /// <summary>Whether somebody can log in with a password.</summary>
    /// <exception cref="ModuleException">The server does not say.</exception>
    public async Task<bool> AcceptsAsync(string username, string password, CancellationToken ct)
    {
        // Anything that needs a login: an answer of "you may not" is a login that was accepted.
        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}"));
        var (target, answer) = await TryAsync();
        if (IsNoPath(answer) && await ExploreAsync(target, ct))
        {
            (target, answer) = await TryAsync();
        }

        return answer.StatusCode switch
        {
            { } status when HttpFailure.IsOfLogin(status, Text(answer)) => false,
            HttpStatusCode.Forbidden when HttpFailure.IsOfPulp(Text(answer)) => true,
            >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous => true,
            var status => throw HttpFailure.Of(Asked(HttpMethod.Get, target), status ?? 0, Text(answer), _status),
        };

        async Task<(Uri, IApiResponse<JsonNode>)> TryAsync()
        {
            var path = $"{url.ApiPath}users/?username={Uri.EscapeDataString(username)}&limit=1";
            var asked = new Uri(url.Origin, path);
            return (asked, await AskAsync(HttpMethod.Get, asked, () => _verbs.GetAsync(path, login, ct), ct));
        }
    }

    /// <summary>What the server says of itself, asked once.</summary>
    public async Task<JsonObject?> StatusAsync(CancellationToken ct) =>
        _status ??= (await GetAsync(url.StatusPath, ct)).Body is JsonObject status && status["versions"] is JsonArray ? status : null;

    public void Dispose() => http.Dispose();

    /// <summary>What Pulp answers where it has no such path: a page for people. An object that is missing is told in JSON.</summary>
    private static bool IsNoPath(IApiResponse answer) =>
        answer.StatusCode == HttpStatusCode.NotFound && JsonNodes.Parse(Encoding.UTF8.GetBytes(Text(answer))) is null;

    /// <summary>What stands beside the domains.</summary>
    private static bool IsOfStatus(Uri target) => target.AbsolutePath.EndsWith("/status/", StringComparison.Ordinal);

    /// <summary>Learns why a path is not there. A server with domains has all but its status below one of them:
    /// where none was given it is the default one from here on.</summary>
    /// <returns>It is another path now.</returns>
    private async Task<bool> ExploreAsync(Uri missing, CancellationToken ct)
    {
        if (_isSettled || IsOfStatus(missing))
        {
            return false;
        }

        try
        {
            _ = await StatusAsync(ct);
        }
        catch (ModuleException)
        {
            return false; // it is no Pulp, which the answer that was there first says
        }

        if (url.Domain is not null || _status?["domain_enabled"]?.GetValueKind() != JsonValueKind.True)
        {
            return false;
        }

        url.Domain = "default";
        return true;
    }

    private async Task<(Uri Target, IApiResponse<JsonNode> Answer)> AskAsync(
        HttpMethod method, string href, HttpContent? content, CancellationToken ct)
    {
        var path = Href(href);
        var target = new Uri(url.Origin, path);
        return (target, await AskAsync(method, target, () => Call(method, path, content, ct), ct));
    }

    /// <summary>The answer to a request; every failure without one in words.</summary>
    private async Task<IApiResponse<JsonNode>> AskAsync(
        HttpMethod method, Uri target, Func<Task<IApiResponse<JsonNode>>> call, CancellationToken ct)
    {
        try
        {
            var answer = await call();
            return answer.Error?.InnerException switch
            {
                ModuleException told => throw told,
                NotJsonException other when answer.IsSuccessStatusCode => throw HttpFailure.NotJson(Asked(method, target), other.Text),
                Exception failure when !answer.IsReceived || failure is HttpRequestException or IOException =>
                    throw HttpFailure.Of(Asked(method, target), failure),
                _ => answer,
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw HttpFailure.Of(Asked(method, target), failure);
        }
    }

    /// <summary>A request, for messages.</summary>
    private Asked Asked(HttpMethod method, Uri target) =>
        new(method, target, target.AbsolutePath[Math.Min(url.ApiPath.Length, target.AbsolutePath.Length)..], Names);

    /// <summary>What a refusal says.</summary>
    private static string Text(IApiResponse answer) => (answer.Error as ApiException)?.Content ?? "";

    private Task<IApiResponse<JsonNode>> Call(HttpMethod method, string path, HttpContent? body, CancellationToken ct) =>
        (method.Method, body) switch
    {
        ("GET", _) => _verbs.GetAsync(path, ct),
        ("POST", null) => _verbs.PostAsync(path, ct),
        ("POST", { } content) => _verbs.PostAsync(path, content, ct),
        ("PATCH", null) => _verbs.PatchAsync(path, ct),
        ("PATCH", { } content) => _verbs.PatchAsync(path, content, ct),
        ("PUT", null) => _verbs.PutAsync(path, ct),
        ("PUT", { } content) => _verbs.PutAsync(path, content, ct),
        ("DELETE", null) => _verbs.DeleteAsync(path, ct),
        ("DELETE", { } content) => _verbs.DeleteAsync(path, content, ct),
        _ => throw new ModuleException($"Pulp has no method {method}."),
    };

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
    public static StringContent? Json(JsonObject? body) => JsonNodes.Content(body);
}
