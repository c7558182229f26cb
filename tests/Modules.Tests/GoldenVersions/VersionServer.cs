// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Modules.Tests.Infra;

namespace Modules.Tests.GoldenVersions;

/// <summary>
/// A Pulp of some version, as far as its recording tells: it has the objects that were shown so far, and answers one write as recorded.
/// </summary>
internal sealed class VersionServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly VersionState _state;
    private readonly JsonObject _status;
    private readonly Lock _lock = new();

    public VersionServer(string series)
    {
        (_state, _status) = (new VersionState(RecordedExchange.Read(series)), RecordedExchange.StatusOf(series));
        (_listener, Address) = LocalListener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    public bool HasDomains => (bool?)_status["domain_enabled"] == true;

    public VersionState State => _state;

    public IReadOnlyList<RecordedExchange> All => _state.All;

    /// <summary>Which write is to come, and whether a body says the same as its own.</summary>
    public (int At, Func<JsonObject, bool> IsSaid)? Expected { get; set; }

    /// <summary>The answer to everything but the status.</summary>
    public RecordedExchange? Refusal { get; set; }

    /// <summary>Writes that came: method, path and body.</summary>
    public List<(string Method, string Path, JsonObject? Body)> Writes { get; } = [];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                var isJson = body.Length > 0 && context.Request.ContentType?.Contains("json", StringComparison.Ordinal) == true;
                int status;
                JsonNode? answer;
                lock (_lock)
                {
                    (status, answer) = Answer(context.Request, isJson ? JsonNode.Parse(body.ToArray()) as JsonObject : null);
                }

                context.Response.StatusCode = status;
                var text = Encoding.UTF8.GetBytes(Text(answer));
                context.Response.ContentLength64 = text.Length;
                await context.Response.OutputStream.WriteAsync(text);
                context.Response.Close();
            }
            catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static string Text(JsonNode? answer) => answer switch
    {
        null => "",
        JsonObject page when page.ContainsKey("_text") => (string)page["_text"]!,
        _ => answer.ToJsonString(),
    };

    private (int Status, JsonNode? Answer) Answer(HttpListenerRequest request, JsonObject? body)
    {
        var (method, path) = (request.HttpMethod, request.Url!.AbsolutePath);
        var filters = HttpUtility.ParseQueryString(request.Url.Query);
        return method switch
        {
            _ when path.EndsWith("/status/", StringComparison.Ordinal) => (200, _status.DeepClone()),
            _ when path.EndsWith("/login/", StringComparison.Ordinal) => (404, new JsonObject()), // a login with each request will do
            _ when Refusal is { } refusal => (refusal.Status, refusal.Answer!.DeepClone()),
            "GET" when _state.TaskOf(path) is { } task => (200, task.DeepClone()),
            "GET" when path.EndsWith("/tasks/", StringComparison.Ordinal) =>
                (200, Page((filters["pulp_href__in"] ?? "").Split(',').Select(_state.TaskOf).OfType<JsonObject>())),
            "GET" when _state.Find(path) is { } one => (200, one.DeepClone()),
            "GET" when IsCollection(path) => (200, Page(_state.List(path, filters))),
            "GET" => (404, new JsonObject { ["detail"] = "Not found." }),
            _ => Written(method, path, body),
        };
    }

    private (int Status, JsonNode? Answer) Written(string method, string path, JsonObject? body)
    {
        Writes.Add((method, path, body));
        var at = Expected is { } expected && All[expected.At] is var wanted && wanted.Method == method && wanted.Address == path
            && expected.IsSaid(body ?? [])
            ? expected.At
            : Enumerable.Range(0, All.Count).Where(each => All[each].IsLike(method, path, body)).FirstOrDefault(-1);
        if (at < 0)
        {
            return (418, new JsonObject { ["detail"] = "not in the recording" });
        }

        _state.LearnFrom(at);
        return (All[at].Status, All[at].Answer?.DeepClone());
    }

    /// <summary>A collection that this version has: an object of it was shown, or it was asked for and there.</summary>
    private bool IsCollection(string path) => !All.Any(each => each.Address == path && each.Status == 404);

    private static JsonObject Page(IEnumerable<JsonObject> found)
    {
        var results = new JsonArray([.. found.Select(each => (JsonNode?)each.DeepClone())]);
        return new JsonObject { ["count"] = results.Count, ["next"] = null, ["results"] = results };
    }
}
