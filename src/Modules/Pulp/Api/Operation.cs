// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Pulp.Api;

/// <summary>A value that an operation takes.</summary>
/// <param name="Name">As the schema has it.</param>
/// <param name="Type">The schema's type; null for any.</param>
/// <param name="Required">It may not be left out.</param>
internal sealed record OperationValue(string Name, string? Type, bool Required);

/// <summary>What Pulp's schema calls an operation: a method on a path, and what it can be told.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Method">As sent.</param>
/// <param name="Path">Below the API's path, with the names of hrefs and keys in braces.</param>
/// <param name="Query">Parameters in the query.</param>
/// <param name="Body">Fields of the body; null for none.</param>
/// <param name="IsForm">The body may not be JSON.</param>
internal sealed record Operation(
    string Id, HttpMethod Method, string Path, IReadOnlyList<OperationValue> Query, IReadOnlyList<OperationValue>? Body, bool IsForm)
{
    private IEnumerable<string> InPath => Path.Split('{').Skip(1).Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)]);

    /// <summary>Where to send it: path and query with the given values.</summary>
    /// <exception cref="ModuleException">One is missing, unknown, or of a wrong type.</exception>
    public string Href(JsonObject parameters)
    {
        var path = Path;
        List<string> query = [];
        foreach (var (name, value) in parameters)
        {
            if (InPath.Contains(name))
            {
                path = path.Replace($"{{{name}}}", Text(value), StringComparison.Ordinal);
            }
            else if (Query.FirstOrDefault(each => each.Name == name) is not { } known)
            {
                throw new ModuleException($"Parameter [{name}] not available for {Id}.");
            }
            else if (value is not null)
            {
                RequireType(name, value, known.Type);
                query.Add($"{name}={Uri.EscapeDataString(Text(value))}");
            }
        }

        var missing = InPath.Where(name => parameters[name] is null).ToList();
        var missingInQuery = Query.Where(each => each.Required && parameters[each.Name] is null).Select(each => each.Name).ToList();
        return missing.Count > 0 ? throw new ModuleException($"Required parameters [{string.Join(", ", missing)}] missing in path.")
            : missingInQuery.Count > 0 ? throw new ModuleException(
                $"Required parameters [{string.Join(", ", missingInQuery)}] missing in query.")
            : query.Count > 0 ? $"{path}?{string.Join('&', query)}" : path;
    }

    /// <exception cref="ModuleException">The body lacks a field or has one of a wrong type;
    /// unknown ones are the server's to judge.</exception>
    public void Check(JsonObject? body)
    {
        var missing = Body?.Where(field => field.Required && body?.ContainsKey(field.Name) != true).Select(field => field.Name).ToList()
            ?? [];
        if (missing.Count > 0 && Method != HttpMethod.Patch)
        {
            throw new ModuleException($"'body' is missing properties ({string.Join(", ", missing)}).");
        }

        foreach (var field in Body ?? [])
        {
            if (body?[field.Name] is { } value)
            {
                RequireType($"body[{field.Name}]", value, field.Type);
            }
        }
    }

    private static void RequireType(string name, JsonNode value, string? type)
    {
        var fits = (type, value.GetValueKind()) switch
        {
            ("string", var kind) => kind == JsonValueKind.String,
            ("boolean", var kind) => kind is JsonValueKind.True or JsonValueKind.False,
            ("integer", JsonValueKind.Number) => long.TryParse(value.ToJsonString(), out _),
            ("number", var kind) => kind == JsonValueKind.Number,
            ("array", var kind) => kind == JsonValueKind.Array,
            ("object", var kind) => kind == JsonValueKind.Object,
            ("integer", _) => false,
            _ => true,
        };
        if (!fits)
        {
            throw new ModuleException($"'{name}' is expected to be a {type}.");
        }
    }

    /// <summary>A value as URLs and forms have it; of a list, its elements with commas.</summary>
    public static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonArray list => string.Join(',', list.Select(Text)),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        _ => value.ToJsonString(),
    };
}
