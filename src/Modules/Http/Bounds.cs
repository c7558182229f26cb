// SPDX-License-Identifier: GPL-3.0-or-later
namespace Modules.Http;

/// <summary>Counts requests and what answers bring, and reads no more of an answer than its limit.</summary>
/// <param name="inner">Sends.</param>
/// <param name="settings">The limit, and who counts.</param>
internal sealed class Bounds(HttpMessageHandler inner, HttpSettings settings) : DelegatingHandler(inner)
{
    /// <summary>The limit of the answer to this request.</summary>
    public static readonly HttpRequestOptionsKey<long> Largest = new(LargestName);

    /// <summary>The same for an interface's method.</summary>
    public const string LargestName = "largest";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        settings.Traffic.Send();
        var response = await base.SendAsync(request, cancellationToken);
        if ((int)response.StatusCode >= 200) // a connection that is handed over is the caller's
        {
            var largest = request.Options.TryGetValue(Largest, out var own) ? own : settings.Largest;
            var what = $"{request.Method} {request.RequestUri!.GetLeftPart(UriPartial.Path)}";
            response.Content = new BoundedContent(response.Content, what, largest, settings.Traffic);
        }

        return response;
    }
}
