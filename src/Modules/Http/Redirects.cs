// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Http;

/// <summary>Asks where an answer says to ask instead: questions only, so many times, and never out of TLS.</summary>
/// <param name="inner">Sends.</param>
/// <param name="most">How often, unless the request says otherwise.</param>
internal sealed class Redirects(HttpMessageHandler inner, int most) : DelegatingHandler(inner)
{
    /// <summary>How often for this request.</summary>
    public static readonly HttpRequestOptionsKey<int> Followed = new(FollowedName);

    /// <summary>The same for an interface's method.</summary>
    public const string FollowedName = "redirects";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var left = request.Options.TryGetValue(Followed, out var own) ? own : most;
        for (; ; left--)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (left <= 0
                || (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
                || Next(request.RequestUri!, response) is not { } next)
            {
                return response;
            }

            response.Dispose();
            request.RequestUri = next;
        }
    }

    /// <summary>Where; null for another answer, and for one that leads out of TLS or out of the web.</summary>
    private static Uri? Next(Uri asked, HttpResponseMessage response) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location
            && Uri.TryCreate(asked, location, out var there)
                && there.Scheme is "https" or "http"
                && (there.Scheme == "https" || asked.Scheme == "http")
            ? there
            : null;
}
