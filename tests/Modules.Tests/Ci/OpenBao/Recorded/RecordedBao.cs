// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Modules.Tests.Infra;

namespace Modules.Tests.Ci.OpenBao.Recorded;

/// <summary>A server that shows what was recorded, takes every write, and remembers it.</summary>
internal sealed class RecordedBao : IDisposable
{
    private readonly HttpListener _listener;
    private volatile Dictionary<string, JsonObject> _shown = [];
    private volatile List<JsonObject> _sent = [];

    public RecordedBao()
    {
        (_listener, Address) = LocalListener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>The bodies of all writes since it was last told what to show.</summary>
    public IReadOnlyList<JsonObject> Sent => _sent;

    public void Show(IReadOnlyDictionary<string, JsonObject> shown) => (_shown, _sent) = (new(shown), []);

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            await AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var response = context.Response;
        if (context.Request.HttpMethod != "GET")
        {
            using var reader = new StreamReader(context.Request.InputStream);
            _sent.Add(JsonNode.Parse(await reader.ReadToEndAsync()) as JsonObject ?? []);
            await TellAsync(response, 200, """{"data":null,"warnings":null}""");
            return;
        }

        var path = Uri.UnescapeDataString(context.Request.RawUrl!.Split('?')[0]["/v1/".Length..]);
        var isThere = _shown.TryGetValue(path, out var data);
        var text = isThere
            ? new JsonObject { ["data"] = data!.DeepClone(), ["warnings"] = null }.ToJsonString()
            : """{"errors":[]}""";
        await TellAsync(response, isThere ? 200 : 404, text);
    }

    private static async Task TellAsync(HttpListenerResponse response, int status, string text)
    {
        (response.StatusCode, response.ContentType, response.KeepAlive) = (status, "application/json", false);
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
    }
}
