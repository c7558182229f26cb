// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net.Sockets;
using Modules.Http.Addresses;

namespace Modules.Http;

/// <summary>
/// The connections. Only the server's own origin sees the client certificate and is reached by its socket; what cannot be
/// reached is told with the way that was taken.
/// </summary>
/// <param name="settings">How the server is asked.</param>
internal sealed class Transport(HttpSettings settings) : HttpMessageHandler
{
    private readonly Origin _own = Origin.Of(settings.Address);
    private readonly HttpMessageInvoker _server = new(Connections(settings));
    private readonly Lazy<HttpMessageInvoker> _others = new(() => new(Connections(settings with { Certificate = null, Socket = null })));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var target = request.RequestUri!;
        var connections = Origin.Of(target) == _own || (settings.Certificate is null && settings.Socket is null) ? _server : _others.Value;
        var proxy = settings.Socket is null ? settings.Proxies.For(target) : null;
        request.Options.Set(ProxyRoute.Taken, proxy);
        try
        {
            return await connections.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw new NoAnswerException(target, proxy, failure);
        }
        catch (OperationCanceledException slow) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NoAnswerException(target, proxy, slow);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _server.Dispose();
            if (_others.IsValueCreated)
            {
                _others.Value.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private static SocketsHttpHandler Connections(HttpSettings settings)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = settings.ConnectTimeout,
            MaxConnectionsPerServer = settings.Connections,
            Proxy = settings.Proxies,
            UseProxy = settings.Socket is null,
            SslOptions = Http.Trust.With(settings.Trust, settings.Certificate),
        };
        if (settings.Socket is { } path)
        {
            handler.ConnectCallback = async (_, ct) => await ConnectAsync(path, ct);
        }

        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
