// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Rules;

namespace Modules.Converge;

/// <summary>A list whose order means nothing.</summary>
/// <param name="List">What the playbook writes.</param>
internal sealed record SetField(Argument List) : Field([List], List.Name)
{
    public SetField(string name)
        : this(Argument.TextList(name))
    {
    }

    public override JsonNode? Foreseen(JsonNode? value) => Sets.Once(value);

    public override bool Same(JsonNode? current, JsonNode? desired) => Sets.Same(current, desired);
}

/// <summary>Names for the playbook, hrefs for the API, in any order.</summary>
/// <param name="Name">The argument.</param>
/// <param name="Target">What is named.</param>
internal sealed record ReferencesField(string Name, Func<Target> Target) : Field([Argument.TextList(Name)], Name)
{
    public override bool Same(JsonNode? current, JsonNode? desired) => Sets.Same(current, desired);

    public override JsonNode? Foreseen(JsonNode? value) => Sets.Once(value);

    public override IEnumerable<(Target Target, string Name)> References(ArgumentValues values) =>
        (values.Node(Argument) as JsonArray ?? []).Select(name => (Target(), KeptText.Of((string)name!)));

    public override async Task AddAsync(JsonObject desired, ArgumentValues values, IReferences references, CancellationToken ct)
    {
        if (values.Node(Argument) is { } names)
        {
            var hrefs = new JsonArray();
            foreach (var name in names as JsonArray ?? [])
            {
                hrefs.Add((await references.FindAsync(Target(), KeptText.Of((string)name!), ct))["pulp_href"]?.DeepClone());
            }

            desired[ApiName] = hrefs;
        }
    }
}

/// <summary>Lists as sets.</summary>
internal static class Sets
{
    /// <summary>Whether both have the same elements; none is the same as nothing.</summary>
    public static bool Same(JsonNode? one, JsonNode? other) => Of(one).SetEquals(Of(other));

    /// <summary>A list without its doubles.</summary>
    public static JsonNode? Once(JsonNode? list) => list is JsonArray elements
        ? new JsonArray([.. elements.DistinctBy(element => element?.ToJsonString()).Select(element => element?.DeepClone())])
        : list;

    private static HashSet<string> Of(JsonNode? list) => [.. (list as JsonArray ?? []).Select(element => (string?)element ?? "")];
}
