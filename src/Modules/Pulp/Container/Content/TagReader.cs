// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using CommandLine;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Session;

namespace Modules.Pulp.Container.Content;

/// <summary>The tags of the newest version of repositories: few questions, however many names.</summary>
internal sealed class TagReader(PulpSession pulp)
{
    private const string Path = "content/container/tags/";
    private const int Near = 3;

    /// <summary>The units of those tags that are there, by name.</summary>
    public async Task<Dictionary<string, JsonObject>> FindAsync(JsonObject repository, IReadOnlyList<string> names, CancellationToken ct)
    {
        var found = new Dictionary<string, JsonObject>();
        if ((string?)repository["pulp_href"] == ConvergeStep.Pretended)
        {
            return found;
        }

        foreach (var filter in QueryFilters.Filters("name", names, Path + Within(repository)))
        {
            foreach (var tag in await pulp.ListAsync(Path, $"{Within(repository)}&{filter}", ct))
            {
                found[(string)tag["name"]!] = tag;
            }
        }

        return found;
    }

    /// <summary>What to say of tags that are missing: the nearest there are.</summary>
    public async Task<ModuleException> MissingAsync(string name, JsonObject repository, IReadOnlyList<string> missing, CancellationToken ct)
    {
        var all = (await pulp.ListAsync(Path, $"{Within(repository)}&fields=name", ct)).Select(tag => (string)tag["name"]!).ToList();
        var near = missing.Select(
            tag => Nearest.Of(tag, all, Near) is { Count: > 0 } nearest ? $"'{tag}' (nearest: {string.Join(", ", nearest)})" : $"'{tag}'");
        return new ModuleException(
            $"Some tags not found in source repository '{name}': {string.Join(", ", near)}. It has {all.Count} tags.")
        {
            Details = new JsonObject { ["missing"] = new JsonArray([.. missing.Select(tag => (JsonNode?)tag)]) },
        };
    }

    private static string Within(JsonObject repository) =>
        ObjectKey.Query(new JsonObject { ["repository_version"] = (string?)repository["latest_version_href"] });
}
