// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;

namespace Modules.Tests.Infra;

/// <summary>A place on this machine that answers as it is told, and keeps all headers of what it was sent.</summary>
internal sealed class RecordingServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Func<Request, Reply> _answer;

    /// <param name="answer">What it answers; 200 and an empty object where it has none.</param>
    public RecordingServer(Func<Request, Reply>? answer = null)
    {
        _answer = answer ?? (_ => new());
        (_listener, Address) = LocalListener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>All that came.</summary>
    public List<Request> Requests { get; } = [];

    /// <summary>Everything of it in one text: no secret may stand in it.</summary>
    public string Everything =>
        string.Join(
            '\n',
            Requests.Select(
                request =>
                    $"{request.Method} {request.Path}\n{string.Join('\n', request.Headers.Select(each => $"{each.Key}: {each.Value}"))}"));

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var asked = context.Request;
                var request = new Request(
                    asked.HttpMethod,
                    asked.RawUrl!,
                    asked.Headers.AllKeys.ToDictionary(key => key!, key => asked.Headers[key]!, StringComparer.OrdinalIgnoreCase));
                lock (Requests)
                {
                    Requests.Add(request);
                }

                var reply = _answer(request);
                context.Response.StatusCode = reply.Status;
                foreach (var (name, value) in reply.Headers)
                {
                    context.Response.AppendHeader(name, value);
                }

                if (asked.HttpMethod != "HEAD")
                {
                    await context.Response.OutputStream.WriteAsync(reply.Bytes);
                }

                context.Response.Close();
            }
            catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException)
            {
                if (!_listener.IsListening)
                {
                    return;
                }
            }
        }
    }

    /// <summary>What came.</summary>
    internal sealed record Request(string Method, string Path, IReadOnlyDictionary<string, string> Headers);

    /// <summary>What goes back.</summary>
    internal sealed record Reply(int Status = 200, string Body = "{}")
    {
        public (string Name, string Value)[] Headers { get; init; } = [];

        public byte[] Bytes { get; init; } = Encoding.UTF8.GetBytes(Body);
    }
}
