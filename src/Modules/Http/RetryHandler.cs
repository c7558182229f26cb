// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;

namespace Modules.Http;

/// <summary>
/// Sends again what may succeed the second time: lost connections, 429 and 502 to 504. A request that changes something
/// is repeated only when the server cannot have acted upon it.
/// </summary>
/// <param name="inner">Sends.</param>
/// <param name="attempts">How often at most.</param>
/// <param name="readsWhole">Whether answers are read to their end, but for those that are <see cref="Streamed"/>.</param>
internal sealed class RetryHandler(HttpMessageHandler inner, int attempts, bool readsWhole) : DelegatingHandler(inner)
{
    /// <summary>Set for an answer that the caller reads as it comes: it may be larger than memory.</summary>
    public static readonly HttpRequestOptionsKey<bool> Streamed = new(StreamedName);

    /// <summary>The same for an interface's method.</summary>
    public const string StreamedName = "streamed";

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var target = request.RequestUri;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                request.RequestUri = target; // a redirect is asked for anew
                var response = await base.SendAsync(request, cancellationToken);
                if (readsWhole && !(request.Options.TryGetValue(Streamed, out var streamed) && streamed && response.IsSuccessStatusCode))
                {
                    // An answer that breaks off halfway is a lost connection as well; and the client's patience ends with the headers.
                    await response.Content.LoadIntoBufferAsync(cancellationToken);
                }

                if (attempt >= attempts || !MayRepeat(request.Method, response.StatusCode))
                {
                    return response;
                }

                var wait = Wait(attempt, response.Headers.RetryAfter?.Delta);
                response.Dispose();
                await Task.Delay(wait, cancellationToken);
            }
            catch (HttpRequestException failure) when (attempt < attempts && MayRepeat(request.Method, failure))
            {
                await Task.Delay(Wait(attempt, null), cancellationToken);
            }
        }
    }

    /// <summary>Growing and jittered, so that many clients do not come back at once.</summary>
    private static TimeSpan Wait(int attempt, TimeSpan? asked)
    {
#pragma warning disable CA5394 // a jitter is no secret
        var grown = First * Math.Pow(2, attempt - 1) * (0.75 + (Random.Shared.NextDouble() / 2));
#pragma warning restore CA5394
        var wait = asked > grown ? asked.Value : grown;
        return wait < Longest ? wait : Longest;
    }

    private static bool MayRepeat(HttpMethod method, HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => true, // refused before anything was done
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => method == HttpMethod.Get,
        _ => false,
    };

    private static bool MayRepeat(HttpMethod method, HttpRequestException failure) => failure.HttpRequestError switch
    {
        // No connection, no request: nothing can happen twice. Pulp may just be restarting.
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError => true,
        HttpRequestError.ResponseEnded or HttpRequestError.Unknown =>
            method == HttpMethod.Get && failure is not NoAnswerException { IsTimeout: true },
        _ => false,
    };
}
