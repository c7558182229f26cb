using System.Net;

namespace Modules.Tests.Infra;

/// <summary>Answers every GET with what a function makes of it.</summary>
internal sealed class AnyFiles : IDisposable
{
    private readonly HttpListener _listener;

    public AnyFiles(Func<HttpListenerRequest, (int Status, byte[] Body)> answer)
    {
        for (var port = 31000 + (Environment.ProcessId % 10000); ; port++)
        {
            _listener = new HttpListener(); // one that could not start is of no further use
            try
            {
                Address = $"http://127.0.0.1:{port}";
                _listener.Prefixes.Add(Address + "/");
                _listener.Start();
                break;
            }
            catch (HttpListenerException)
            {
                // Taken: the next one.
            }
        }

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
