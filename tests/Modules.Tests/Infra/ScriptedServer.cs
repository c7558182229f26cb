// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Modules.Tests.Infra;

/// <summary>A server that answers each connection with the next text of its script, byte for
/// byte, and hangs up; "" hangs up at once. At the end of the script it is gone.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ScriptedServer(params IReadOnlyList<string> answers)
    {
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = Task.Run(() => ServeAsync(answers));
    }

    public string Address { get; }

    /// <summary>The first line of each request.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Each request as it came.</summary>
    public List<string> Texts { get; } = [];

    public static string Answer(string status, string body, string headers = "") =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nConnection: close\r\n{headers}Content-Length: "
            + $"{Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(IReadOnlyList<string> answers)
    {
        foreach (var answer in answers)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            var buffer = new byte[65536];
            var text = Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer));
            Requests.Add(text.Split("\r\n")[0]);
            Texts.Add(text);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        }

        _listener.Stop(); // whoever asks more is refused, and does not wait
    }
}
