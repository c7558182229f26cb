// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;

namespace Modules.Tests.Infra;

/// <summary>Answers every GET with what a function makes of it.</summary>
internal sealed class AnyFiles : IDisposable
{
    private readonly HttpListener _listener;

    public AnyFiles(Func<HttpListenerRequest, (int Status, byte[] Body)> answer)
    {
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
