// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modules.Pulp.Entities;
using Modules.Tests.Infra;

namespace Modules.Tests.Refusals;

/// <summary>A Pulp that has one object, or none, and answers a write as it was recorded for the value in it.</summary>
internal sealed class RecordedPulp : IDisposable
{
    private static readonly string[] Hidden = ["client_key", "proxy_username", "proxy_password", "username", "password", "header_value"];
    private readonly HttpListener _listener;
    private readonly Dictionary<string, string> _secrets = [];
    private string _collection = "";

    public RecordedPulp()
    {
        (_listener, Address) = LocalListener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>The object under test; null where there is none.</summary>
    public JsonObject? Object { get; set; }

    /// <summary>Other objects, found by their collection and the filters.</summary>
    public List<JsonObject> Others { get; } = [];

    /// <summary>Bodies of POST and PATCH.</summary>
    public List<JsonObject> Writes { get; } = [];

    /// <summary>What was recorded for a body: a refusal, or the field as it is stored.</summary>
    public Func<string, JsonObject, RecordedRequest?> Recorded { get; set; } = (_, _) => null;

    /// <summary>Starts anew.</summary>
    /// <param name="entity">What the object is.</param>
    /// <param name="fields">Its fields; null for none.</param>
    public void Begin(Entity entity, JsonObject? fields)
    {
        _collection = "/pulp/api/v3/" + entity.Path;
        Others.Clear();
        Writes.Clear();
        _secrets.Clear();
        Object = fields is null ? null : Made(entity, fields);
        Kind = entity;
    }

    private Entity Kind { get; set; } = null!;

    public void Dispose() => _listener.Close();

    /// <summary>An object with every field of its kind.</summary>
    public static JsonObject Made(Entity entity, JsonObject fields)
    {
        var href = $"/pulp/api/v3/{entity.Path}01a1fcef-7bae-72ff-bd1e-2584f3636e24/";
        var made = new JsonObject { ["pulp_href"] = href, ["name"] = "e", ["groups"] = new JsonArray() };
        foreach (var name in entity.ApiNames)
        {
            made[name] = name switch { "pulp_labels" => new JsonObject(), "headers" => new JsonArray(), _ => null };
        }

        foreach (var (name, value) in fields)
        {
            made[name] = value is JsonValue text && text.GetValueKind() == JsonValueKind.String
                ? ((string)text!).Trim()
                : value?.DeepClone();
        }

        return made;
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                var (status, answer) = Answer(
                    context.Request,
                    body.Length > 0 && context.Request.ContentType?.Contains("json", StringComparison.Ordinal) == true
                        ? JsonNode.Parse(body.ToArray()) as JsonObject
                        : null);
                context.Response.StatusCode = status;
                var text = Encoding.UTF8.GetBytes(answer?.ToJsonString() ?? "");
                context.Response.ContentLength64 = text.Length; // else it goes in two packets, and the second waits for the first
                await context.Response.OutputStream.WriteAsync(text);
                context.Response.Close();
            }
            catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private (int Status, JsonNode? Answer) Answer(HttpListenerRequest request, JsonObject? body)
    {
        var path = request.Url!.AbsolutePath;
        return (request.HttpMethod, path) switch
        {
            (_, "/pulp/api/v3/status/") =>
                (200, Golden.RecordedStatus.Body),
            (_, "/pulp/api/v3/login/") or (_, "/pulp/api/v3/logout/") => (404, new JsonObject()),
            ("GET", _) when path == (string?)Object?["pulp_href"] => (200, Shown()),
            ("GET", _) when path.Contains("/01900000-", StringComparison.Ordinal) => (404, new JsonObject { ["detail"] = "Not found." }),
            ("GET", _) when path.Split('/')[^2].Length > 30 => (200, Context(path)),
            ("GET", _) => (200, Page(path, System.Web.HttpUtility.ParseQueryString(request.Url.Query))),
            ("POST", _) => Written("create", body ?? []),
            ("PATCH", _) => Written("update", body ?? []),
            _ => (404, new JsonObject()),
        };
    }

    private (int Status, JsonNode? Answer) Written(string operation, JsonObject body)
    {
        Writes.Add(body);
        var recorded = Recorded(operation, body);
        if (recorded is { IsRefused: true })
        {
            return (Math.Max(
                recorded.Status, 400), recorded.Data["body"]?.DeepClone() ?? new JsonObject { ["detail"] = "its task failed" });
        }

        var isSame = Object is not null
            && body.All(
                pair => Hidden.Contains(pair.Key) && _secrets.GetValueOrDefault(pair.Key) == (pair.Value?.ToJsonString() ?? "null"));
        if (isSame)
        {
            return (200, Shown());
        }

        foreach (var (name, value) in body.Where(pair => Hidden.Contains(pair.Key)))
        {
            _secrets[name] = value?.ToJsonString() ?? "null";
        }

        var fields = Object?.DeepClone().AsObject() ?? [];
        foreach (var (name, value) in body)
        {
            fields[name] = value?.DeepClone();
        }

        Object = Made(Kind, fields);
        if (Kind.Immutable && body["repository"] is { } repository)
        {
            Object["repository_version"] = $"{repository}versions/1/";
        }

        return operation == "create" ? (201, Shown()) : (202, new JsonObject { ["done"] = true });
    }

    /// <summary>The object as Pulp shows it: secrets only as set or not.</summary>
    private JsonObject Shown()
    {
        var shown = Object!.DeepClone().AsObject();
        var secret = Kind.AllFields.Where(field => field.WriteOnly).Select(field => field.ApiName).ToList();
        shown["hidden_fields"] =
            new JsonArray([.. secret.Select(name => (JsonNode?)new JsonObject { ["name"] = name, ["is_set"] = Object[name] is not null })]);
        secret.ForEach(name => shown.Remove(name));
        return shown;
    }

    private JsonObject Page(string path, System.Collections.Specialized.NameValueCollection filters)
    {
        List<JsonObject> all = [.. Others.Where(each => ((string)each["pulp_href"]!).StartsWith(path, StringComparison.Ordinal))];
        if (Object is not null && _collection.StartsWith(path, StringComparison.Ordinal))
        {
            all.Add(Shown());
        }

        if (filters["name"] is { } name && name.StartsWith("ctx", StringComparison.Ordinal))
        {
            var other = Context($"{path}01a1fcef-0000-72ff-bd1e-2584f3636e24/");
            other["name"] = name;
            all.Add(other);
        }

        var found = all.Where(each => filters.AllKeys.OfType<string>().All(key => Passes(each, key, filters[key]!)))
            .Select(each => (JsonNode?)each.DeepClone())
            .ToArray();
        return new JsonObject { ["count"] = found.Length, ["next"] = null, ["results"] = new JsonArray(found) };
    }

    private static bool Passes(JsonObject one, string key, string wanted) => key.Split("__") switch
    {
        ["offset" or "limit" or "fields" or "ordering"] => true,
        [var field] => (one[field]?.ToString() ?? "") == wanted.Trim(),
        [var field, "in"] => wanted.Split(',').Contains(one[field]?.ToString() ?? ""),
        [var field, "contains"] => one[field]?.ToString().Contains(wanted, StringComparison.Ordinal) == true,
        _ => true,
    };

    private static JsonObject Context(string href) => new()
    {
        ["pulp_href"] = href,
        ["name"] = "ctx",
        ["policy"] = "on_demand",
        ["latest_version_href"] = $"{href}versions/1/",
        ["versions_href"] = $"{href}versions/",
    };
}
