// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Entities;

namespace Sandbox.Api.Lists;

/// <summary>The query's fields and exclude_fields.</summary>
internal static class FieldSelection
{
    private const string Hidden = "hidden_fields";

    // Pulp shows all of a user and of a group, whatever is asked for.
    private static readonly string[] Whole = [$"{EntityType.Root}users/", $"{EntityType.Root}groups/"];

    public static Func<string, bool>? Of(HttpRequest request)
    {
        if (Whole.Any(start => request.Path.Value!.StartsWith(start, StringComparison.Ordinal))
            && !request.Path.Value!.Contains("/roles/", StringComparison.Ordinal))
        {
            return null;
        }

        var wanted = Names(request.Query, "fields");
        var unwanted = Names(request.Query, "exclude_fields");

        return wanted.Count == 0 && unwanted.Count == 0
            ? null
            : name => (wanted.Count == 0 || wanted.Contains(name)) && !unwanted.Contains(name);
    }

    /// <summary>One thing with the fields that are asked for.</summary>
    public static JsonObject Apply(HttpRequest request, JsonObject shown)
    {
        if (Of(request) is { } isWanted)
        {
            foreach (var name in shown.Select(field => field.Key).Where(name => !isWanted(name)).ToList())
            {
                _ = shown.Remove(name);
            }

            if (shown[Hidden] is { } hidden)
            {
                shown[Hidden] = Selected(Hidden, hidden, isWanted);
            }
        }

        return shown;
    }

    /// <summary>The value of a field. What is hidden is told of the fields that are asked for, and of no others.</summary>
    public static JsonNode? Selected(string name, JsonNode? value, Func<string, bool> isWanted) =>
        name == Hidden && value is JsonArray hidden
        ? new JsonArray([.. hidden.Where(each => isWanted((string)each!["name"]!)).Select(each => each!.DeepClone())])
        : value?.DeepClone();

    private static HashSet<string> Names(IQueryCollection query, string name) =>
        [.. query[name].SelectMany(value => value!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
