// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Converge;
using Modules.Pulp.Entities;
using Modules.Pulp.Session;

namespace Modules.Pulp.Container.Content;

/// <summary>Brings one item about: what its repository has, compared with what it shall have.</summary>
internal sealed class ItemWork(PulpSession pulp, Repositories repositories, TagReader tags, bool wait)
{
    /// <summary>What an item did, as results show it.</summary>
    public async Task<JsonObject> DoAsync(ContentItem item, CancellationToken ct)
    {
        var repository = repositories.Get(item.Repository, item.IsPush, isRead: item.State == "read");
        var there = await tags.FindAsync(repository, item.Tags, ct);
        return item.State switch
        {
            "present" => await CopyAsync(item, repository, there, ct),
            "absent" => await RemoveAsync(item, repository, there, ct),
            _ => await ReadAsync(item, repository, there, ct),
        };
    }

    private async Task<JsonObject> ReadAsync(
        ContentItem item, JsonObject repository, Dictionary<string, JsonObject> there, CancellationToken ct)
    {
        var missing = await RequireAsync(item, item.Repository, repository, there, ct);
        return Result(item, repository, false, there.Keys, missing);
    }

    private async Task<JsonObject> CopyAsync(
        ContentItem item, JsonObject repository, Dictionary<string, JsonObject> there, CancellationToken ct)
    {
        var source = repositories.Get(item.Source!, item.SourceIsPush);
        if ((string?)source["pulp_href"] == ConvergeStep.Pretended)
        {
            return Result(item, repository, true, item.Tags, []); // whoever makes the source fills it
        }

        var wanted = await tags.FindAsync(source, item.Tags, ct);
        var missing = await RequireAsync(item, item.Source!, source, wanted, ct);

        // A tag is a unit of name and manifest: the same unit in both means that it points at the wanted manifest.
        var added =
            wanted.Values.Where(tag => (string?)there.GetValueOrDefault((string)tag["name"]!)?["pulp_href"] != (string?)tag["pulp_href"])
            .ToList();
        if (added.Count == 0)
        {
            return Result(item, repository, false, wanted.Keys, missing);
        }

        if (Repositories.TakesPushesOnly(repository))
        {
            return Changed(item, repository, wanted.Keys, missing, await new PushedTags(pulp).TagAsync(repository, added, ct));
        }

        return await ChangeAsync(item, repository, "add/", added, wanted.Keys, missing, ct);
    }

    private async Task<JsonObject> RemoveAsync(
        ContentItem item, JsonObject repository, Dictionary<string, JsonObject> there, CancellationToken ct)
    {
        if (there.Count == 0)
        {
            return Result(item, repository, false, [], []);
        }

        return Repositories.TakesPushesOnly(repository)
            ? Changed(item, repository, [], [], await new PushedTags(pulp).UntagAsync(repository, there.Keys, ct))
            : await ChangeAsync(item, repository, "remove/", [.. there.Values], [], [], ct);
    }

    private async Task<JsonObject> ChangeAsync(
        ContentItem item,
        JsonObject repository,
        string action,
        List<JsonObject> units,
        IEnumerable<string> present,
        List<string> missing,
        CancellationToken ct)
    {
        var body = new JsonObject { ["content_units"] = new JsonArray([.. units.Select(unit => unit["pulp_href"]?.DeepClone())]) };
        var href = $"{repository["pulp_href"]}{action}";
        if (!wait)
        {
            var started = Result(item, repository, true, present, missing);
            started["task"] = await pulp.StartAsync(href, body, ct);
            return started;
        }

        var task = await pulp.ActAsync(href, body, ct);
        return Changed(item, repository, present, missing, SyncModule.Version(task, $"{repository["versions_href"]}"));
    }

    private JsonObject Changed(
        ContentItem item, JsonObject repository, IEnumerable<string> present, IReadOnlyList<string> missing, string? version)
    {
        if (version is not null)
        {
            repositories.Moved(item.Repository, item.IsPush, version);
        }

        return Result(item, repository, true, present, missing, version);
    }

    /// <exception cref="ModuleException">Some are missing, and that is not allowed.</exception>
    private async Task<List<string>> RequireAsync(
        ContentItem item, string name, JsonObject repository, Dictionary<string, JsonObject> found, CancellationToken ct)
    {
        var missing = item.Tags.Where(tag => !found.ContainsKey(tag)).ToList();
        var certain = (string?)repository["pulp_href"] != ConvergeStep.Pretended;
        return missing.Count > 0 && certain && !item.AllowMissing ? throw await tags.MissingAsync(name, repository, missing, ct) : missing;
    }

    private static JsonObject Result(
        ContentItem item,
        JsonObject repository,
        bool changed,
        IEnumerable<string> present,
        IReadOnlyList<string> missing,
        string? version = null) =>
            new()
        {
            ["repository"] = item.Repository,
            ["state"] = item.State,
            ["changed"] = changed,
            ["tags"] = new JsonArray([.. present.Order(StringComparer.Ordinal).Select(tag => (JsonNode?)tag)]),
            ["missing"] = new JsonArray([.. missing.Select(tag => (JsonNode?)tag)]),
            ["repository_version"] = version ?? (string?)repository["latest_version_href"],
        };
}
