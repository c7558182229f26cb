// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Modules.Tests.Golden;
using Modules.Tests.Infra;

namespace Modules.Tests.GoldenLists;

/// <summary>
/// Answers as the recorded Pulp and the recorded upstreams did, to requests in any order: lists work on many items at a time. Each request
/// takes the first recorded one of its kind that nobody took; a question that is asked once more is answered as the last time.
/// </summary>
internal sealed class ListReplay : IDisposable
{
    private static readonly string[] Recorded = ["127.0.0.1:8060", "127.0.0.1:8782", "127.0.0.1:5790", "127.0.0.1:5791"];
    private static readonly string[] Paging = ["offset", "limit", "fields", "ordering"];
    private static readonly JsonSerializerOptions AsSent = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private readonly List<(HttpListener Listener, string Recorded, string Live)> _servers = [];
    private readonly Lock _lock = new();
    private IReadOnlyList<JsonObject> _exchanges = [];
    private HashSet<int> _taken = [];

    public ListReplay()
    {
        foreach (var recorded in Recorded)
        {
            var (listener, address) = LocalListener.Start();
            _servers.Add((listener, recorded, address["http://".Length..]));
            _ = Task.Run(() => ServeAsync(listener, recorded));
        }
    }

    /// <summary>Writes to Pulp that came.</summary>
    public List<JsonObject> Writes { get; } = [];

    /// <summary>Requests that the recording has no answer for.</summary>
    public List<string> Unexpected { get; } = [];

    public void Begin(IReadOnlyList<JsonObject> exchanges)
    {
        lock (_lock)
        {
            (_exchanges, _taken) = (exchanges, []);
            Writes.Clear();
            Unexpected.Clear();
        }
    }

    /// <summary>With the addresses of the recording's servers in place of ours.</summary>
    public string ToRecorded(string text) =>
        _servers.Aggregate(text, (told, server) => told.Replace(server.Live, server.Recorded, StringComparison.Ordinal));

    public string ToLive(string text) =>
        _servers.Aggregate(text, (told, server) => told.Replace(server.Recorded, server.Live, StringComparison.Ordinal));

    public void Dispose() => _servers.ForEach(server => server.Listener.Close());

    private async Task ServeAsync(HttpListener listener, string host)
    {
        while (true)
        {
            try
            {
                var context = await listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                var answer = Answer(context.Request, host, body.ToArray());
                context.Response.StatusCode = (int)answer["status"]!;
                foreach (var name in (string[])["Location", "Docker-Content-Digest", "WWW-Authenticate", "Content-Type", "Link"])
                {
                    if ((string?)answer["headers"]?[name] is { } value)
                    {
                        context.Response.AppendHeader(name, ToLive(value));
                    }
                }

                var bytes = Encoding.UTF8.GetBytes(ToLive(Text(answer["body"])));
                if (context.Request.HttpMethod != "HEAD")
                {
                    context.Response.ContentLength64 = bytes.Length;
                    await context.Response.OutputStream.WriteAsync(bytes);
                }

                context.Response.Close();
            }
            catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException)
            {
                if (!listener.IsListening)
                {
                    return;
                }
            }
        }
    }

    private static string Text(JsonNode? body) => body switch
    {
        null => "",
        JsonObject page when page["_text"] is JsonValue text => (string)text!,
        JsonObject binary when binary.ContainsKey("_binary") => "",
        _ => body.ToJsonString(AsSent),
    };

    private JsonObject Answer(HttpListenerRequest request, string host, byte[] body)
    {
        var (method, path) = (request.HttpMethod, Uri.UnescapeDataString(request.Url!.AbsolutePath));
        var query = ToRecorded(request.Url.Query.TrimStart('?'));
        var json = body.Length > 0 && request.ContentType?.Contains("json", StringComparison.Ordinal) == true
            ? JsonNode.Parse(ToRecorded(Encoding.UTF8.GetString(body)))
            : null;
        lock (_lock)
        {
            var isOurs = host == Recorded[0];
            if (isOurs && method is not ("GET" or "HEAD") && !path.EndsWith("/login/", StringComparison.Ordinal))
            {
                Writes.Add(new JsonObject { ["method"] = method, ["path"] = path, ["body"] = json?.DeepClone() });
            }

            if (isOurs && TasksAskedFor(path, query) is { } tasks)
            {
                return tasks;
            }

            var fitting = Enumerable.Range(0, _exchanges.Count).Where(at => Fits(_exchanges[at], method, isOurs ? null : host, path, query)).ToList();
            var alike = fitting.Where(at => json is null || Comparison.Alike(_exchanges[at]["request"]!["body"], json)).ToList();
            fitting = alike.Count > 0 ? alike : fitting;
            if (fitting.Count == 0)
            {
                if (path.EndsWith("/login/", StringComparison.Ordinal))
                {
                    return new JsonObject { ["status"] = 404, ["body"] = new JsonObject() };
                }

                if (path.EndsWith("/status/", StringComparison.Ordinal))
                {
                    return new JsonObject { ["status"] = 200, ["body"] = RecordedStatus.Body };
                }

                if (!isOurs && UpstreamAskedSince(method, path) is { } upstream)
                {
                    return upstream;
                }

                if (method == "GET" && isOurs && Foresight(path, query) is { } foreseen)
                {
                    return foreseen;
                }

                Unexpected.Add($"{method} {(isOurs ? "" : host)}{path}?{query}");
                return new JsonObject { ["status"] = 404, ["body"] = new JsonObject { ["detail"] = "not in the recording" } };
            }

            var taken = fitting.FirstOrDefault(at => !_taken.Contains(at), fitting[^1]);
            _ = _taken.Add(taken);
            return _exchanges[taken]["response"]!.AsObject();
        }
    }

    /// <summary>What upstreams are asked by now beforehand: whether there is what a first sync begins with, and what filters name.</summary>
    private static JsonObject? UpstreamAskedSince(string method, string path) => (method, path.Split('/')[^1]) switch
    {
        ("HEAD", _) => new JsonObject { ["status"] = 400, ["body"] = new JsonObject() },
        ("GET", "list" or "repomd.xml" or "Release" or "InRelease" or "PULP_MANIFEST" or "json") =>
            new JsonObject { ["status"] = 200, ["body"] = new JsonObject { ["_text"] = "" } },
        _ => null,
    };

    /// <summary>What is asked by now to foresee a refusal: whose base paths forbid a new one, whether a publication is there.
    /// The former are those that the case has seen; the latter is, if Pulp took it.</summary>
    private JsonObject? Foresight(string path, string query)
    {
        if (path.EndsWith("/distributions/", StringComparison.Ordinal) && query.StartsWith("base_path__", StringComparison.Ordinal))
        {
            var (wanted, isPart) = (Uri.UnescapeDataString(query.Split('&')[0].Split('=')[1]), query.StartsWith("base_path__c", StringComparison.Ordinal));
            var found = _exchanges.SelectMany(each => each["response"]!["body"]?["results"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Where(each => (string?)each["base_path"] is { } served
                    && (isPart ? served.Contains(wanted, StringComparison.Ordinal) : wanted.Split(',').Contains(served)))
                .DistinctBy(each => (string?)each["pulp_href"])
                .Select(each => (JsonNode?)each.DeepClone());
            var results = new JsonArray([.. found]);
            return new JsonObject
            {
                ["status"] = 200,
                ["body"] = new JsonObject { ["count"] = results.Count, ["next"] = null, ["results"] = results },
            };
        }

        if (NameQuestion.Is(path, query))
        {
            return new JsonObject { ["status"] = 200, ["body"] = new JsonObject { ["count"] = 0, ["next"] = null, ["results"] = new JsonArray() } };
        }

        if (UseQuestion.Is(query))
        {
            // Who serves what is removed: those of its kind that the case has seen.
            var seen = new JsonArray([.. _exchanges.SelectMany(each => each["response"]!["body"]?["results"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Where(each => ((string?)each["pulp_href"])?.StartsWith(path, StringComparison.Ordinal) == true)
                .DistinctBy(each => (string?)each["pulp_href"])
                .Select(each => (JsonNode?)each.DeepClone())]);
            return new JsonObject { ["status"] = 200, ["body"] = new JsonObject { ["count"] = seen.Count, ["next"] = null, ["results"] = seen } };
        }

        return path.Contains("/publications/", StringComparison.Ordinal) && query == "fields=pulp_href"
            && _exchanges.Any(each => (int)each["response"]!["status"]! < 400
                && each["request"]!["body"]?.ToJsonString(AsSent).Contains(path, StringComparison.Ordinal) == true)
            ? new JsonObject { ["status"] = 200, ["body"] = new JsonObject { ["pulp_href"] = path } }
            : null;
    }

    /// <summary>Tasks by their hrefs: how many are asked for at once depends on time; each as it ended.</summary>
    private JsonObject? TasksAskedFor(string path, string query)
    {
        const string Filter = "pulp_href__in=";
        if (!path.EndsWith("/tasks/", StringComparison.Ordinal) || query.Split('&').FirstOrDefault(
            pair => pair.StartsWith(Filter, StringComparison.Ordinal)) is not { } wanted)
        {
            return null;
        }

        var hrefs = Uri.UnescapeDataString(wanted[Filter.Length..]).Split(',').ToHashSet();
        var seen = new Dictionary<string, JsonObject>();
        foreach (var body in _exchanges.Select(each => each["response"]!["body"]).OfType<JsonObject>())
        {
            foreach (var task in (body["results"] as JsonArray)?.OfType<JsonObject>() ?? [body])
            {
                if ((string?)(task["pulp_href"] as JsonValue) is { } href && hrefs.Contains(href) && task.ContainsKey("state"))
                {
                    seen[href] = task;
                }
            }
        }

        return new JsonObject
        {
            ["status"] = 200,
            ["body"] = new JsonObject
            {
                ["count"] = seen.Count,
                ["next"] = null,
                ["results"] = new JsonArray([.. seen.Values.Select(task => (JsonNode?)task.DeepClone())]),
            },
        };
    }

    private static bool Fits(JsonObject exchange, string method, string? host, string path, string query)
    {
        var request = exchange["request"]!;
        return (string?)request["method"] == method
            && (string?)request["host"] == host
            && Uri.UnescapeDataString((string)request["path"]!) == path
            && (method != "GET" || host is not null || Filters((string?)request["query"] ?? "") == Filters(query));
    }

    /// <summary>What is asked for; which fields are read of it, and how many at a time, may be others by now.</summary>
    private static string Filters(string query) => string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(Uri.UnescapeDataString)
        .Select(pair => pair.Contains(',', StringComparison.Ordinal) ? pair : pair.Replace("__in=", "=", StringComparison.Ordinal))
        .Where(pair => !Paging.Contains(pair.Split('=')[0]))
        .Select(pair => string.Join('=', pair.Split('=').Select(part => part.Trim()))) // as Pulp reads it
        .Order(StringComparer.Ordinal));
}
