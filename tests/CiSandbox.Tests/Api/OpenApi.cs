// SPDX-License-Identifier: GPL-3.0-or-later
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tests.Infra;

namespace CiSandbox.Tests.Api;

/// <summary>A server's own description of a part of its API: what a request may be, and what an answer is.</summary>
internal sealed class OpenApi
{
    /// <summary>GitHub's, and what its pages describe and the extract leaves out.</summary>
    public static readonly OpenApi GitHub = new(
        "GitHub",
        [
        "GET /repos/{owner}/{repo}", "GET /user",
        "GET /repos/{owner}/{repo}/environments/{name}/secrets/public-key", "POST /repos/{owner}/{repo}/environments/{name}/variables",
        "GET /orgs/{org}/actions/{kind}", "POST /orgs/{org}/actions/{kind}", "GET /orgs/{org}/actions/{kind}/{name}",
        "PUT /orgs/{org}/actions/{kind}/{name}", "PATCH /orgs/{org}/actions/{kind}/{name}", "DELETE /orgs/{org}/actions/{kind}/{name}",
        "POST /orgs/{org}/actions/runners/remove-token",
        "GET /repos/{owner}/{repo}/actions/workflows", "GET /repos/{owner}/{repo}/actions/workflows/{id}",
        "GET /repos/{owner}/{repo}/actions/workflows/{id}/runs", "GET /repos/{owner}/{repo}/actions/runs/{id}",
        ]);

    /// <summary>GitLab's, and what its pages describe and the extract leaves out.</summary>
    public static readonly OpenApi GitLab = new("GitLab", ["GET /groups/{id}"]);

    private readonly string _name;
    private readonly IReadOnlyList<string> _beyond;
    private readonly JsonObject _paths;

    private OpenApi(string name, IReadOnlyList<string> beyond)
    {
        (_name, _beyond) = (name, beyond);
        _paths = JsonNode.Parse(
            File.ReadAllText(Path.Combine(SourceTree.Root, $"tests/CiSandbox.Tests/{name}/openapi.json")))!["paths"]!.AsObject();
    }

    /// <summary>How many operations it describes.</summary>
    public int Operations => _paths.Sum(path => path.Value!.AsObject().Count);

    /// <summary>What is wrong with an exchange; nothing where all is as it is described.</summary>
    public IEnumerable<string> Faults(
        string method, string path, IEnumerable<KeyValuePair<string, string>> query, string request, int status, string answer)
    {
        var isBeyond = _beyond.Any(each => Matches(each.Split(' ')[0] == method, each.Split(' ')[1], path));
        if ((isBeyond && path.EndsWith("/public-key", StringComparison.Ordinal)) || Find(method, path) is not { } operation)
        {
            return isBeyond || status == 404
                ? []
                : [$"{method} {path} is no operation of {_name}'s"];
        }

        return QueryFaults(operation, query).Concat(RequestFaults(operation, request)).Concat(AnswerFaults(operation, status, answer))
            .Select(fault => $"{method} {path} {status}: {fault}");
    }

    private JsonObject? Find(string method, string path) =>
        _paths.Where(each => each.Value!.AsObject().ContainsKey(method.ToLowerInvariant()) && Matches(true, each.Key, path))
            .OrderBy(each => each.Key.Count(letter => letter == '{'))
            .Select(each => each.Value![method.ToLowerInvariant()]!.AsObject()).FirstOrDefault();

    private static bool Matches(bool method, string template, string path)
    {
        var (wanted, given) = (template.Trim('/').Split('/'), path.Trim('/').Split('/'));
        return method && wanted.Length == given.Length && wanted.Zip(given).All(pair => pair.First[0] == '{' || pair.First == pair.Second);
    }

    private static IEnumerable<string> QueryFaults(JsonObject operation, IEnumerable<KeyValuePair<string, string>> query)
    {
        var known = (operation["parameters"] as JsonArray ?? []).Where(each => (string?)each!["in"] == "query")
            .ToDictionary(each => (string)each!["name"]!, each => each!["schema"]!);
        return query.SelectMany(each => !known.TryGetValue(each.Key, out var schema) ? [$"the query has {each.Key}"]
            : (string?)schema["type"] == "integer" && !long.TryParse(each.Value, CultureInfo.InvariantCulture, out _)
            ? [$"{each.Key} is {each.Value}"]
            : Array.Empty<string>());
    }

    private static IEnumerable<string> RequestFaults(JsonObject operation, string request) =>
        operation["requestBody"]?["content"]?["application/json"]?["schema"] is not { } schema
            ? request.Length > 0 ? ["a body that nobody wants"] : []
            : request.Length == 0 ? ((bool?)operation["requestBody"]!["required"] == true ? ["no body"] : [])
            : SchemaFaults(schema.AsObject(), JsonNode.Parse(request), "request");

    private static IEnumerable<string> AnswerFaults(JsonObject operation, int status, string answer)
    {
        var described = operation["responses"]![status.ToString(CultureInfo.InvariantCulture)];
        if (described is null && status is not (400 or 401 or 403 or 404 or 409 or 422 or 429))
        {
            return [$"no such status; there are {string.Join(", ", operation["responses"]!.AsObject().Select(each => each.Key))}"];
        }

        if (status >= 400)
        {
            return status == 429 || (JsonNode.Parse(answer) as JsonObject)?.Any(pair => pair.Key is "message" or "error") == true
                ? []
                : ["a refusal without a message"];
        }

        return described!["content"]?["application/json"]?["schema"] is { } schema
            ? SchemaFaults(schema.AsObject(), JsonNode.Parse(answer), "answer")
            : answer.Length > 0 ? ["a body where there is none"] : [];
    }

    private static IEnumerable<string> SchemaFaults(JsonObject schema, JsonNode? value, string where)
    {
        if (schema["oneOf"] is JsonArray choices)
        {
            return choices.Any(each => !SchemaFaults(each!.AsObject(), value, where).Any()) ? [] : [$"{where} is none of its kinds"];
        }

        if (value is null)
        {
            return (bool?)schema["nullable"] == true ? [] : [$"{where} is null"];
        }

        return (string?)schema["type"] switch
        {
            "object" => ObjectFaults(schema, value, where),
            "array" => value is JsonArray list
                ? list.SelectMany((each, at) => SchemaFaults(schema["items"]!.AsObject(), each, $"{where}[{at}]"))
                : [$"{where} is no list"],
            "integer" => value.GetValueKind() == JsonValueKind.Number && long.TryParse(value.ToJsonString(), out _)
                ? [] : [$"{where} is no whole number"],
            "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? [] : [$"{where} is neither true nor false"],
            "string" => TextFaults(schema, value, where),
            _ => [],
        };
    }

    private static IEnumerable<string> ObjectFaults(JsonObject schema, JsonNode value, string where)
    {
        if (value is not JsonObject map)
        {
            return [$"{where} is no object"];
        }

        var known = schema["properties"] as JsonObject ?? [];
        return (schema["required"] as JsonArray ?? []).Select(each => (string)each!).Where(name => !map.ContainsKey(name))
            .Select(name => $"{where} lacks {name}")
            .Concat(map.SelectMany(pair => known[pair.Key] is JsonObject inner ? SchemaFaults(inner, pair.Value, $"{where}.{pair.Key}")
                : schema["additionalProperties"] is JsonValue open && open.GetValueKind() == JsonValueKind.True ? []
                : known.Count > 0 || schema["additionalProperties"] is JsonValue ? [$"{where} has {pair.Key}"]
                : Array.Empty<string>()));
    }

    private static IEnumerable<string> TextFaults(JsonObject schema, JsonNode value, string where)
    {
        if (value.GetValueKind() != JsonValueKind.String)
        {
            return [$"{where} is no text"];
        }

        var text = value.GetValue<string>();
        return schema["enum"] is JsonArray words && !words.Any(word => (string?)word == text) ? [$"{where} is '{text}'"]
            : (string?)schema["pattern"] is { } pattern && !Regex.IsMatch(text, pattern) ? [$"{where} does not match {pattern}"]
            : (string?)schema["format"] == "date-time" && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _)
            ? [$"{where} is no time"]
            : (string?)schema["format"] == "uri" && !Uri.TryCreate(text, UriKind.Absolute, out _) ? [$"{where} is no address"]
            : [];
    }
}
