// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;

namespace Modules.Tests.Infra;

/// <summary>Answers every GET with what a function makes of it, and with the same headers.</summary>
internal sealed class AnyFiles : IDisposable
{
    private readonly HttpListener _listener;

    private readonly IReadOnlyList<(string Name, string Value)> _headers;

    public AnyFiles(
        Func<HttpListenerRequest, (int Status, byte[] Body)> answer, params IReadOnlyList<(string Name, string Value)> headers)
    {
        _headers = headers;
        (_listener, Address) = LocalListener.Start();
        _ = Task.Run(() => ServeAsync(answer));
    }

    public string Address { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync(Func<HttpListenerRequest, (int Status, byte[] Body)> answer)
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var (status, body) = answer(context.Request);
                context.Response.StatusCode = status;
                _headers.ToList().ForEach(each => context.Response.AppendHeader(each.Name, each.Value));
                await context.Response.OutputStream.WriteAsync(body);
                context.Response.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
