// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Http;
using Refit;

namespace Modules.Ci.Api;

/// <summary>One module's dealings with one server: asks, writes unless in check mode, and tells every failure in words.</summary>
/// <param name="http">Knows login, trust and proxy.</param>
/// <param name="server">How messages speak of it.</param>
/// <param name="run">The call.</param>
internal sealed class ApiClient(HttpClient http, ApiServer server, Invocation run) : IDisposable
{
    /// <summary>Whether writes are sent; in check mode they are not.</summary>
    public bool Writes => !run.CheckMode;

    /// <summary>Where it is.</summary>
    public Uri Address => http.BaseAddress!;

    /// <summary>An interface that Refit has written out.</summary>
    public T Speak<T>() => HttpClients.Speak<T>(http);

    /// <summary>Asks.</summary>
    /// <param name="call">The method of the interface.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="also">Statuses beside success that the caller can do with, such as 404 of what may not be there.</param>
    /// <exception cref="ModuleException">No answer, or another one.</exception>
    public async Task<ApiAnswer> AskAsync(
        Func<Task<IApiResponse<JsonNode>>> call, CancellationToken ct, params IReadOnlyList<HttpStatusCode> also)
    {
        try
        {
            using var answer = await call();
            var (method, url) = (answer.RequestMessage?.Method ?? HttpMethod.Get, answer.RequestMessage?.RequestUri ?? Address);
            return answer.Error?.InnerException switch
            {
                ModuleException told => throw told,
                NotJsonException other when answer.IsSuccessStatusCode => throw NotJson(method, url, other.Text),
                Exception failure when !answer.IsReceived || failure is HttpRequestException or IOException =>
                    throw NoAnswer(method, url, failure),
                _ when answer.IsSuccessStatusCode => new ApiAnswer(answer.StatusCode!.Value, answer.Content, answer.Headers, url),
                _ => Refused(method, url, answer, also),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw NoAnswer(null, (failure as NoAnswerException)?.Target ?? Address, failure);
        }
    }

    /// <summary>Changes something; in check mode sends nothing and answers null.</summary>
    /// <param name="underWay">What is told where the module is interrupted meanwhile.</param>
    /// <param name="call">The method of the interface.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="also">Statuses beside success that the caller can do with.</param>
    public async Task<ApiAnswer?> WriteAsync(
        string underWay, Func<Task<IApiResponse<JsonNode>>> call, CancellationToken ct, params IReadOnlyList<HttpStatusCode> also)
    {
        if (!Writes)
        {
            return null;
        }

        run.UnderWay = underWay;
        var answer = await AskAsync(call, ct, also);
        run.UnderWay = null;
        return answer;
    }

    /// <summary>Asks for what is no JSON.</summary>
    /// <exception cref="ModuleException">No answer, or a refusal.</exception>
    public async Task<byte[]> DownloadAsync(Func<Task<HttpResponseMessage>> call, CancellationToken ct)
    {
        try
        {
            using var answer = await call();
            var content = await answer.Content.ReadAsByteArrayAsync(ct);
            if (answer.IsSuccessStatusCode)
            {
                return content;
            }

            var (method, url) = (answer.RequestMessage?.Method ?? HttpMethod.Get, answer.RequestMessage?.RequestUri ?? Address);
            throw Told(new Refusal(method, url, answer.StatusCode, JsonNodes.Parse(content), Encoding.UTF8.GetString(content)));
        }
        catch (ApiRequestException failure)
        {
            // Where there is no answer Refit says so in an exception of its own.
            var cause = failure.InnerException ?? failure;
            throw cause as ModuleException ?? NoAnswer(HttpMethod.Get, (cause as NoAnswerException)?.Target ?? Address, cause);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw NoAnswer(HttpMethod.Get, (failure as NoAnswerException)?.Target ?? Address, failure);
        }
    }

    public void Dispose() => http.Dispose();

    private ApiAnswer Refused(HttpMethod method, Uri url, IApiResponse<JsonNode> answer, IReadOnlyList<HttpStatusCode> also)
    {
        var text = (answer.Error as ApiException)?.Content ?? "";
        var body = JsonNodes.Parse(Encoding.UTF8.GetBytes(text));
        var status = answer.StatusCode ?? 0;
        return also.Contains(status)
            ? new ApiAnswer(status, body, answer.Headers, url)
            : throw Told(new Refusal(method, url, status, body, text));
    }

    private ModuleException Told(Refusal refusal)
    {
        var said = Cut(refusal.Said);
        var advice = server.Advice(refusal) ?? (int)refusal.Status switch
        {
            >= 300 and < 400 => $"It leads elsewhere; give the URL it leads to in {server.Options.Address}.",
            404 when refusal.Body is null => $"This does not look like {server.Name}; check {server.Options.Address}.",
            429 => "It takes no more requests for now, also after waiting; try again later.",
            >= 500 => "The server or a proxy before it failed; see its log.",
            _ => null,
        };
        var whole = $"{(advice is null ? "" : advice + " ")}{refusal.Method} {refusal.Url.GetLeftPart(UriPartial.Path)} answered "
            + $"{(int)refusal.Status}{(said.Length > 0 ? $": {said}" : ".")}";
        return new ModuleException(whole)
        {
            Transient = (int)refusal.Status is 408 or 409 or 425 or 429 or >= 500,
            Cause = refusal,
            Details = new JsonObject
            {
                ["http"] = new JsonObject
                {
                    ["method"] = refusal.Method.Method,
                    ["url"] = refusal.Url.GetLeftPart(UriPartial.Path),
                    ["status"] = (int)refusal.Status,
                },
            },
        };
    }

    private ModuleException NoAnswer(HttpMethod? method, Uri url, Exception failure)
    {
        var told = Http.NoAnswer.Of(url, failure, server.Options);
        var asked = $"{(method is null ? "" : $"{method} ")}{url.GetLeftPart(UriPartial.Path)}";
        return new ModuleException($"{server.Name} does not answer {asked}: {told.Why}", failure)
        {
            Transient = told.MayPass,
            Cause = told,
        };
    }

    private ModuleException NotJson(HttpMethod method, Uri url, string text) => new(
        $"This does not look like {server.Name}; check {server.Options.Address}. {method} {url.GetLeftPart(UriPartial.Path)} answered "
            + $"something that is not JSON: {Cut(text.Trim())}");

    private static string Cut(string text) => text.Length <= Limits.Quoted ? text : $"{text[..Limits.Quoted]}…";
}
