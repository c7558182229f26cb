// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Modules.Tests.Infra;

/// <summary>A server that answers every request with the same bytes, and hangs up.</summary>
internal sealed class SameAnswer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;

    public SameAnswer(string answer)
    {
        _answer = Encoding.UTF8.GetBytes(answer);
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>The first line of each request.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = Task.Run(() => AnswerAsync(client));
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                Requests.Enqueue(await ReadAsync(stream));
                await stream.WriteAsync(_answer);
            }
            catch (IOException)
            {
                // Whoever asked is gone.
            }
        }
    }

    /// <summary>The whole request: what is unread when a connection is closed makes the other side lose the answer.</summary>
    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var bytes = new byte[1 << 20];
        var length = 0;
        while (await stream.ReadAsync(bytes.AsMemory(length)) is > 0 and var read)
        {
            length += read;
            var text = Encoding.Latin1.GetString(bytes, 0, length);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && length >= end + 4 + BodyOf(text[..end]))
            {
                return text.Split("\r\n")[0];
            }
        }

        return "";
    }

    private static int BodyOf(string headers) => headers.Split("\r\n")
        .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(line => int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
}
