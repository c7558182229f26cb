// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Json;

namespace Sandbox.Http;

/// <summary>One request and its answer.</summary>
internal sealed class Exchange(HttpContext context, Account? account, IReadOnlyDictionary<string, string> path)
{
    private RequestBody? _body;

    public HttpContext Context => context;

    public HttpRequest Request => context.Request;

    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>Who asks; null only where no log-in is needed.</summary>
    public Account? Account => account;

    /// <summary>What the route's {placeholders} stood for.</summary>
    public IReadOnlyDictionary<string, string> Path => path;

    /// <summary>http://host:port, as the client called us.</summary>
    public string Origin => $"{Request.Scheme}://{Request.Host}";

    /// <summary>What the client calls this piece of work, else a name of ours.</summary>
    public string CorrelationId =>
        Request.Headers["Correlation-ID"].ToString() is { Length: > 0 } given ? given : Guid.NewGuid().ToString("N");

    public string? Query(string name) => Request.Query.TryGetValue(name, out var values) ? values.ToString() : null;

    public async Task<RequestBody> BodyAsync() => _body ??= await RequestBody.ReadAsync(Request, Aborted);

    public Task ReplyAsync(int status, JsonNode? body) => ReplyAsync(context.Response, Request.Method, status, body);

    public Task CreatedAsync(string href, JsonNode body)
    {
        context.Response.Headers.Location = href;

        return ReplyAsync(201, body);
    }

    public Task AcceptedAsync(Tasks.PulpTask task) => ReplyAsync(202, new JsonObject { ["task"] = task.Href });

    public Task EmptyAsync(int status)
    {
        context.Response.StatusCode = status;

        return Task.CompletedTask;
    }

    public static async Task ReplyAsync(HttpResponse response, string method, int status, JsonNode? body)
    {
        response.StatusCode = status;
        if (body is null)
        {
            return;
        }

        var bytes = JsonText.Utf8(body);
        response.ContentType = "application/json";
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(method))
        {
            await response.Body.WriteAsync(bytes);
        }
    }
}
