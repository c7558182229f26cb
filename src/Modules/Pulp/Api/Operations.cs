// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;

namespace Modules.Pulp.Api;

/// <summary>
/// The operations of Pulp's schema by id: out of a table in the program (<c>build/operations.py</c> writes it), and those
/// the table lacks out of the schema that the server hands out.
/// </summary>
internal static class Operations
{
    private const string Root = "/pulp/api/v3/";
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    /// <exception cref="ModuleException">Neither knows it.</exception>
    public static async Task<Operation> FindAsync(PulpApi api, string id, CancellationToken ct)
    {
        if (Find(id) is { } known)
        {
            return known;
        }

        JsonNode schema;
        try
        {
            schema = (await api.GetAsync("docs/api.json", ct)).Body!;
        }
        catch (ModuleException failure)
        {
            throw new ModuleException(
                $"The operation '{id}' is none that this program knows, and the server does not show its schema. {failure.Message}",
                failure);
        }

        return InSchema(schema, id)
            ?? throw new ModuleException($"There is no operation '{id}': neither in this program nor in the schema of the server.");
    }

    public static Operation? Find(string id) =>
        Lines().FirstOrDefault(line => line.StartsWith(id + " ", StringComparison.Ordinal))
            ?.Split(' ') is [_, var method, var path, var query, var body]
            ? new Operation(id, new HttpMethod(method), path, Set(query), body == "-" ? null : Set(body.TrimEnd('f')), body.EndsWith('f'))
            : null;

    /// <summary>The id of a request whose path holds no key; null for others.</summary>
    public static string? IdOf(HttpMethod method, string path) =>
        Lines().FirstOrDefault(line => line.Contains($" {method} {path} ", StringComparison.Ordinal))?.Split(' ')[0];

    /// <summary>The words that addresses and ids are made of.</summary>
    public static IReadOnlySet<string> Words()
    {
        var lines = Lines().Where(line => line.Length > 0).Select(line => line.Split(' ')).ToList();
        // Those of plugins and of versions that the table is not of, too.
        var words = new HashSet<string> { "pulp", "api", "v3", "read", "list", "ansible", "collection", "domains", "migrate" };
        words.UnionWith(lines.Where(line => !char.IsAsciiDigit(line[0][0])).SelectMany(line => new[] { line[0], line[2] })
            .SelectMany(text => text.Split('_', '-', '/', '{', '}')));
        words.UnionWith(lines.Where(line => char.IsAsciiDigit(line[0][0])).SelectMany(line => line[1..])
            .SelectMany(value => value.TrimStart('!').Split(':')[0].Split('_')));
        return words;
    }

    /// <summary>From a schema as Pulp writes it; without the types of body fields, which are the server's to judge then.</summary>
    public static Operation? InSchema(JsonNode schema, string id)
    {
        foreach (var (path, methods) in schema["paths"] as JsonObject ?? [])
        {
            foreach (var method in Methods)
            {
                if (methods![method] is { } operation && (string?)operation["operationId"] == id)
                {
                    var contents = operation["requestBody"]?["content"]?.AsObject();
                    return new Operation(
                        id,
                        new HttpMethod(method.ToUpperInvariant()),
                        path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..] : path,
                        Query(operation),
                        contents is null ? null : [],
                        contents?.ContainsKey("application/json") == false);
                }
            }
        }

        return null;
    }

    private static List<OperationValue> Query(JsonNode operation) =>
        [.. (operation["parameters"]?.AsArray() ?? []).Where(each => (string?)each!["in"] == "query")
            .Select(each => new OperationValue((string)each!["name"]!, (string?)each["schema"]?["type"], (bool?)each["required"] == true))];

    private static IEnumerable<string> Lines()
    {
        using var reader = new StreamReader(typeof(Operations).Assembly.GetManifestResourceStream("operations.txt")!);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static List<OperationValue> Set(string number) =>
        Values(Lines().First(line => line.StartsWith(number + " ", StringComparison.Ordinal))[(number.Length + 1)..]);

    private static List<OperationValue> Values(string set) =>
        [
            .. set.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(each => new OperationValue(each.TrimStart('!')[..^2], Type(each[^1]), each[0] == '!')),
        ];

    private static string? Type(char letter) => letter switch
    {
        's' => "string",
        'i' => "integer",
        'b' => "boolean",
        'n' => "number",
        'a' => "array",
        'o' => "object",
        _ => null,
    };
}
