// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Sandbox.Upstream;

/// <summary>Fetches from a remote's upstream, with the patience and the identity the remote gives.</summary>
internal sealed class UpstreamClient : IDisposable
{
    private readonly RemoteSettings _remote;
    private readonly HttpClient _http;

    public UpstreamClient(RemoteSettings remote)
    {
        _remote = remote;
#pragma warning disable CA2000 // the client owns the handler
        _http = new(UpstreamHandler.For(remote), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore CA2000
        _http.DefaultRequestHeaders.UserAgent.Add(new("pulp-sandbox", "1.0"));
        foreach (var (name, value) in remote.Headers)
        {
            _http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        Slots = new(remote.Concurrency);
    }

    /// <summary>As many downloads at once as the remote allows.</summary>
    public SemaphoreSlim Slots { get; }

    /// <summary>The remote's login as basic credentials; null without one.</summary>
    public AuthenticationHeaderValue? Login => _remote.Username is { Length: > 0 } name
        ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{_remote.Password}")))
        : null;

    public Task<byte[]> ReadAsync(Uri url, CancellationToken ct) =>
        ReceiveAsync(() => Get(url), (response, deadline) => response.Content.ReadAsByteArrayAsync(deadline), ct);

    /// <summary>Null when the upstream has no such file, or keeps it from us, and that is all right.</summary>
    public async Task<byte[]?> TryReadAsync(Uri url, CancellationToken ct)
    {
        try
        {
            return await ReadAsync(url, ct);
        }
        catch (UpstreamException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            return null;
        }
    }

    /// <summary>One request, retried while the upstream is merely busy; anything but success throws.</summary>
    public async Task<T> ReceiveAsync<T>(
        Func<HttpRequestMessage> request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await OnceAsync(request(), read, ct);
            }
            catch (UpstreamException e) when (attempt < _remote.MaxRetries && IsPassing(e))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), ct);
            }
        }
    }

    public HttpRequestMessage Get(Uri url) => new(HttpMethod.Get, url) { Headers = { Authorization = Login } };

    public void Dispose()
    {
        _http.Dispose();
        Slots.Dispose();
    }

    private async Task<T> OnceAsync<T>(
        HttpRequestMessage request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        var url = request.RequestUri!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (_remote.TotalTimeout is > 0 and { } seconds)
        {
            deadline.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        try
        {
            using (request)
            using (var response = await SendAsync(request, deadline.Token))
            {
                return response.IsSuccessStatusCode
                    ? await read(response, deadline.Token)
                    : throw UpstreamException.Answered(response, response.RequestMessage?.RequestUri ?? url);
            }
        }
        catch (HttpRequestException e)
        {
            throw UpstreamException.Failed(e, url);
        }
        catch (HttpIOException e)
        {
            throw new UpstreamException($"Response payload is not completed: {e.Message}", e);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new UpstreamException($"Connection timeout to host {url.GetLeftPart(UriPartial.Path)}");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (_remote.ReadTimeout is > 0 and { } seconds)
        {
            patience.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
    }

    private static bool IsPassing(UpstreamException e) => e.Status is null or HttpStatusCode.TooManyRequests
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
