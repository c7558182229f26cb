// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Specialized;
using System.Text.Json.Nodes;
using System.Web;

namespace Modules.Tests.GoldenVersions;

/// <summary>The objects of a recorded server, as far as they were shown so far.</summary>
/// <param name="all">The recording.</param>
internal sealed class VersionState(IReadOnlyList<RecordedExchange> all)
{
    private readonly Dictionary<string, JsonObject> _objects = [];

    public IReadOnlyList<RecordedExchange> All => all;

    /// <summary>Those of a collection that pass.</summary>
    public IEnumerable<JsonObject> List(string path, NameValueCollection filters) =>
        _objects.Where(pair => IsIn(path, pair.Key)).Select(pair => pair.Value)
            .Where(one => filters.AllKeys.OfType<string>().All(key => Passes(one, key, filters[key]!)));

    /// <summary>Takes over what a write did, and what is shown until the next.</summary>
    public void LearnFrom(int at)
    {
        foreach (var exchange in all.Skip(at).TakeWhile((each, index) => index == 0 || !each.IsWrite))
        {
            Learn(exchange);
        }
    }

    /// <summary>What is known of an object.</summary>
    public JsonObject? Find(string? href) => href is not null && _objects.TryGetValue(href, out var found) ? found : null;

    /// <summary>Takes over what an exchange did, or shows.</summary>
    public void Learn(RecordedExchange exchange)
    {
        if (exchange is { Method: "DELETE", IsRefused: false } || (exchange.Method == "GET" && exchange.Status == 404))
        {
            _ = _objects.Remove(exchange.Address);
        }

        if (exchange.IsRefused)
        {
            return;
        }

        if (exchange is { Method: "GET", Answer: JsonObject page } && page["results"] is JsonArray { Count: 0 }
            && HttpUtility.ParseQueryString(exchange.Query) is { Count: 1 } filter && filter["name"] is { } name)
        {
            Gone(exchange.Address, name);
        }

        foreach (var shown in Shown(exchange.Answer))
        {
            Put((string)shown["pulp_href"]!, shown);
        }

        if (exchange.IsWrite && exchange.Status == 202 && exchange.Body is { } sent)
        {
            Put(exchange.Method == "POST" ? Made(exchange) : exchange.Address, sent);
            if (exchange.Method == "POST" && Made(exchange) is { } href)
            {
                Put(href, FirstShown(href) ?? Published(sent));
            }

            var subject = exchange.Address[..(exchange.Address.TrimEnd('/').LastIndexOf('/') + 1)];
            if (Find(subject) is { } repository && Made(exchange, $"{subject}versions/") is { } version)
            {
                repository["latest_version_href"] = version;
            }
        }
    }

    private JsonObject? FirstShown(string href) => all.Where(each => each.Method == "GET")
        .SelectMany(each => Shown(each.Answer))
        .FirstOrDefault(each => (string?)each["pulp_href"] == href && each.Count > 3);

    /// <summary>A publication that was not looked at later is of the newest version.</summary>
    private JsonObject Published(JsonObject sent) => new()
    {
        ["repository_version"] = Find((string?)sent["repository"])?["latest_version_href"]?.DeepClone(),
    };

    private void Gone(string collection, string name)
    {
        foreach (var href in _objects.Keys.Where(href => href.StartsWith(collection, StringComparison.Ordinal)).ToList())
        {
            if ((string?)_objects[href]["name"] == name)
            {
                _ = _objects.Remove(href);
            }
        }
    }

    private static IEnumerable<JsonObject> Shown(JsonNode? answer) => answer switch
    {
        JsonObject page when page["results"] is JsonArray results => results.SelectMany(Shown),
        JsonObject one when one["pulp_href"] is not null => [one],
        _ => [],
    };

    /// <summary>What the task of a write says that it made; nothing for an action.</summary>
    private string? Made(RecordedExchange exchange, string? collection = null) =>
        TaskOf((string?)(exchange.Answer as JsonObject)?["task"])?["created_resources"]?.AsArray()
            .Select(each => (string?)each)
            .FirstOrDefault(each => each?.StartsWith(collection ?? exchange.Address, StringComparison.Ordinal) == true);

    /// <summary>Secrets are set, and not shown.</summary>
    private void Put(string? href, JsonObject fields)
    {
        if (href is null)
        {
            return;
        }

        var one = _objects.TryGetValue(href, out var found) ? found : _objects[href] = new JsonObject { ["pulp_href"] = href };
        var hidden = (one["hidden_fields"] as JsonArray ?? []).Select(each => (string?)each!["name"]).ToList();
        foreach (var (name, value) in fields.Where(pair => !hidden.Contains(pair.Key)))
        {
            one[name] = value?.DeepClone();
        }
    }

    /// <summary>A task, or a group of them, as it was seen last.</summary>
    public JsonObject? TaskOf(string? href) => href?.Contains("/api/v3/task", StringComparison.Ordinal) != true ? null
        : all.LastOrDefault(each => each.Method == "GET" && each.Address == href)?.Answer as JsonObject
            ?? (href.Contains("/tasks/0", StringComparison.Ordinal) || href.Count('-'.Equals) == 4
                ? new JsonObject { ["pulp_href"] = href, ["state"] = "completed", ["created_resources"] = new JsonArray() } // nobody looked
                : null);

    private static bool IsIn(string collection, string href) => href.StartsWith(collection, StringComparison.Ordinal)
        && href.Contains("/versions/", StringComparison.Ordinal) == collection.EndsWith("/versions/", StringComparison.Ordinal);

    private static bool Passes(JsonObject one, string key, string wanted) => key.Split("__") switch
    {
        ["offset" or "limit" or "fields" or "ordering"] => true,
        [var field] => (one[field]?.ToString() ?? "") == wanted.Trim(),
        [var field, "in"] => wanted.Split(',').Contains(one[field]?.ToString() ?? ""),
        [var field, "contains"] => one[field]?.ToString().Contains(wanted, StringComparison.Ordinal) == true,
        _ => true,
    };
}
