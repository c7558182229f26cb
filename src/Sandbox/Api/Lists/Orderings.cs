// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Entities;
using Sandbox.Http;

namespace Sandbox.Api.Lists;

/// <summary>What lists may be ordered by, as Pulp's own description has it.</summary>
internal static class Orderings
{
    private static readonly Dictionary<string, HashSet<string>> Known = Schema.Load("orderings.json").ToDictionary(
        row => (string)row["path"]!, row => row["names"]!.AsArray().Select(name => (string)name!).ToHashSet());

    /// <summary>The query's; nothing where the list is one that does not look.</summary>
    /// <exception cref="HttpProblemException">A name that the list has not.</exception>
    public static IReadOnlyList<string> Of(HttpRequest request)
    {
        string[] keys = [.. request.Query["ordering"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries)];
        var path = request.Path.Value!.Trim('/')[(EntityType.Root.Length - 1)..];
        if ((Known.GetValueOrDefault(path) ?? Known.GetValueOrDefault($"*/{path[(path.LastIndexOf('/') + 1)..]}")) is not { } names)
        {
            return [];
        }

        return keys.FirstOrDefault(key => !names.Contains(key.StartsWith('-') ? key[1..] : key)) is { } unknown
            ? throw HttpProblemException.Field("ordering", $"Select a valid choice. {unknown} is not one of the available choices.")
            : keys;
    }
}
