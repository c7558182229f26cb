// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Sockets;

namespace Modules.Tests.Infra;

/// <summary>Stands before a server, lets everything through, and counts the connections.</summary>
internal sealed class CountingDoor : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _server;
    private int _connections;

    public CountingDoor(Uri server)
    {
        _server = server;
        _listener.Start();
        Authority = $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = Task.Run(ServeAsync);
    }

    public string Authority { get; }

    public int Connections => _connections;

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = Interlocked.Increment(ref _connections);
                _ = Task.Run(() => PassAsync(client));
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var mine = client;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port);
            var (here, there) = (client.GetStream(), server.GetStream());
            _ = await Task.WhenAny(here.CopyToAsync(there), there.CopyToAsync(here));
        }
        catch (IOException)
        {
            // One of the two hung up.
        }
    }
}
