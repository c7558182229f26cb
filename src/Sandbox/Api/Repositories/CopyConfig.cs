// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json;
using System.Text.Json.Nodes;
using Sandbox.Http;
using Sandbox.Json;

namespace Sandbox.Api.Repositories;

/// <summary>The orders of a copy, whose shape Pulp checks before it looks at anything that they name.</summary>
internal static class CopyConfig
{
    private static readonly string[] Needed = ["dest_repo", "source_repo_version"];

    /// <exception cref="HttpProblemException">It has another shape.</exception>
    public static IReadOnlyList<JsonObject> Of(JsonNode? config)
    {
        string[] problems = config switch
        {
            JsonArray { Count: 0 } => ["[] is too short"],
            JsonArray orders => [.. orders.SelectMany(Problems).Order(StringComparer.Ordinal)],
            _ => [IsNot(config, "array")],
        };

        return problems.Length == 0
            ? [.. config!.AsArray().Select(order => order!.AsObject())]
            : throw HttpProblemException.NonField(
                $"Provided copy criteria is invalid:'{PythonText.Quoted(new JsonArray([.. problems.Select(each => (JsonNode?)each)]))}'");
    }

    private static IEnumerable<string> Problems(JsonNode? node)
    {
        if (node is not JsonObject order)
        {
            return [IsNot(node, "object")];
        }

        var missing = Needed.Where(name => !order.ContainsKey(name)).Select(name => $"'{name}' is a required property");

        return order["dest_base_version"] is { } number && number.GetValueKind() != JsonValueKind.Number
            ? missing.Append(IsNot(number, "integer"))
            : missing;
    }

    private static string IsNot(JsonNode? value, string type) => $"{PythonText.Quoted(value)} is not of type '{type}'";
}
