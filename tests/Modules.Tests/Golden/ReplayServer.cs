// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Modules.Tests.Infra;

namespace Modules.Tests.Golden;

/// <summary>
/// Answers as the recorded Pulp did. A request that changes something must come next in the recording; a question is
/// answered from the recording's state at that point: from the exchanges between the last change and the next.
/// </summary>
internal sealed class ReplayServer : IDisposable
{
    private static readonly JsonSerializerOptions AsSent = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private readonly HttpListener _listener;
    private readonly IReadOnlyList<JsonObject> _exchanges;
    private readonly Dictionary<int, int> _served = [];
    private int _position;

    public ReplayServer(IReadOnlyList<JsonObject> exchanges)
    {
        _exchanges = exchanges;
        (_listener, var address) = LocalListener.Start();
        Address = address["http://".Length..];
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>Requests that change something, as they came.</summary>
    public List<JsonObject> Writes { get; } = [];

    /// <summary>Questions that were answered out of the recording.</summary>
    public List<string> Reads { get; } = [];

    /// <summary>Questions about what the server is.</summary>
    public int StatusReads { get; private set; }

    /// <summary>Requests that the recording has no answer for.</summary>
    public List<string> Unexpected { get; } = [];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            var response = Answer(context.Request, body.ToArray());
            context.Response.StatusCode = (int)response["status"]!;
            var answer = response["body"] is JsonObject html && html["_text"] is { } text
                ? (string)text!
                : response["body"]?.ToJsonString(AsSent) ?? "";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
            context.Response.Close();
        }
    }

    private JsonObject Answer(HttpListenerRequest request, byte[] body)
    {
        var path = Uri.UnescapeDataString(request.Url!.AbsolutePath);
        if (request.HttpMethod == "GET")
        {
            return Question(path, Filters(request.Url.Query.TrimStart('?')))
                ?? Foresight(request.Url)
                ?? Status(path)
                ?? Refused($"GET {request.Url.PathAndQuery}");
        }

        Writes.Add(
            new JsonObject { ["method"] = request.HttpMethod, ["path"] = path, ["body"] = Multipart.Read(request.ContentType, body) });
        for (var index = _position; index < _exchanges.Count; index++)
        {
            if (IsWrite(_exchanges[index]))
            {
                _position = index + 1;
                return (string)_exchanges[index]["request"]!["method"]! == request.HttpMethod && RecordedPath(index) == path
                    ? _exchanges[index]["response"]!.AsObject()
                    : Refused($"{request.HttpMethod} {path} {Encoding.UTF8.GetString(body)}");
            }
        }

        return Refused($"{request.HttpMethod} {path} {Encoding.UTF8.GetString(body)}");
    }

    /// <summary>What only we ask, in check mode: whose paths forbid a new one. Nobody's did when this was recorded.</summary>
    private static JsonObject? Foresight(Uri url) => url.AbsolutePath.EndsWith("/access_policies/", StringComparison.Ordinal)
        && url.Query.Contains("viewset_name=artifacts", StringComparison.Ordinal)
        ? new JsonObject
        {
            ["status"] = 200,
            ["body"] = new JsonObject
            {
                ["count"] = 1,
                ["next"] = null,
                ["results"] =
                    new JsonArray(new JsonObject { ["statements"] = new JsonArray(new JsonObject { ["action"] = new JsonArray("create") }) }),
            },
        }
        :
        UseQuestion.Is(url.Query.TrimStart('?'))
            || NameQuestion.Is(url.AbsolutePath, url.Query.TrimStart('?'))
            || (url.AbsolutePath.EndsWith("/distributions/", StringComparison.Ordinal) && url.Query.Contains("base_path__", StringComparison.Ordinal))
            ? new JsonObject
            {
                ["status"] = 200,
                ["body"] = new JsonObject { ["count"] = 0, ["next"] = null, ["results"] = new JsonArray() },
            }
            : null;

    /// <summary>What only we ask, where an option depends on the server's release; the Python modules read the schema instead.</summary>
    private JsonObject? Status(string path)
    {
        if (!path.EndsWith("/status/", StringComparison.Ordinal))
        {
            return null;
        }

        StatusReads++;
        return new JsonObject { ["status"] = 200, ["body"] = RecordedStatus.Body };
    }

    private JsonObject? Question(string path, string filters)
    {
        var next = Enumerable.Range(_position, _exchanges.Count - _position)
            .FirstOrDefault(index => IsWrite(_exchanges[index]), _exchanges.Count);
        var fitting = Enumerable.Range(0, _exchanges.Count).Where(index =>
            (string)_exchanges[index]["request"]!["method"]! == "GET" && RecordedPath(index) == path
            && Filters((string?)_exchanges[index]["request"]!["query"] ?? "") == filters).ToList();
        var here = fitting.Where(index => index >= _position && index < next).ToList();
        var found = here.Count > 0 ? here.FirstOrDefault(index => !_served.ContainsKey(index), here[^1])
            : fitting.Count > 0 ? fitting.LastOrDefault(index => index < _position, fitting[0])
            : -1;
        if (found < 0)
        {
            return null;
        }

        _served[found] = 1;
        if (!path.Contains("/api/v3/tasks/", StringComparison.Ordinal)) // how often a task is looked at depends on time
        {
            Reads.Add($"{path}?{filters}");
        }

        return _exchanges[found]["response"]!.AsObject();
    }

    private JsonObject Refused(string request)
    {
        Unexpected.Add(request);
        return new JsonObject { ["status"] = 418, ["body"] = new JsonObject { ["detail"] = "not in the recording" } };
    }

    private string RecordedPath(int index) => Uri.UnescapeDataString((string)_exchanges[index]["request"]!["path"]!);

    private static bool IsWrite(JsonObject exchange) => (string)exchange["request"]!["method"]! != "GET";

    /// <summary>A query without paging, in a fixed order.</summary>
    private static string Filters(string query) => string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(Decoded)
        .Where(pair => !pair.StartsWith("offset=", StringComparison.Ordinal) && !pair.StartsWith("limit=", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal));

    /// <summary>The recordings decoded some characters and not others: both sides are decoded to the end.</summary>
    private static string Decoded(string pair)
    {
        while (Uri.UnescapeDataString(pair) is var once && once != pair)
        {
            pair = once;
        }

        return pair;
    }
}
