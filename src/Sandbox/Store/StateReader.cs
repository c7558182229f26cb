// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Versions;

namespace Sandbox.Store;

/// <summary>Fills an empty store from the document <see cref="StateWriter"/> made.</summary>
internal sealed class StateReader(PulpStore store, IReadOnlyDictionary<string, EntityType> types)
{
    private readonly Dictionary<string, ContentUnit> _units = [];

    public void Read(JsonObject state)
    {
        foreach (var unit in Rows(state, "content"))
        {
            ReadUnit(unit);
        }

        foreach (var artifact in Rows(state, "artifacts"))
        {
            store.Artifacts.Add(new Artifact(
                Text(artifact, "id")!,
                Time(artifact, "created"),
                (long)artifact["size"]!,
                artifact["digests"]!.AsObject().ToDictionary(digest => digest.Key, digest => (string)digest.Value!)));
        }

        // An older file may hold kinds of things this program no longer knows.
        foreach (var entity in Rows(state, "entities").Where(entity => types.ContainsKey(Text(entity, "path")!)))
        {
            var made = store.Add(new Entity(types[Text(entity, "path")!], Text(entity, "id")!, Time(entity, "created"), []));
            made.Replace(entity["fields"]!.DeepClone().AsObject(), Time(entity, "updated"));
        }

        foreach (var repository in Rows(state, "versions").GroupBy(version => Text(version, "repository")!))
        {
            if (store.Find(repository.Key) is { } owner)
            {
                store.Versions.Put(
                    owner, [.. repository.OrderBy(version => (int)version["number"]!).Select(version => VersionOf(owner, version))]);
            }
        }

        foreach (var (href, files) in state["published"]!.AsObject())
        {
            if (store.Find(href) is { } publication)
            {
                store.Publish(
                    publication,
                    [.. files!.AsArray().Select(file => new PublishedFile((string)file!["path"]!, Place(file["blob"]!.AsObject())))]);
            }
        }
    }

    public static ContentUnit UnitOf(JsonObject node) =>
        new(Text(node, "type")!, Text(node, "key")!, node["fields"]!.DeepClone().AsObject(), [.. Rows(node, "blobs").Select(BlobOf)])
        {
            Id = Text(node, "id")!,
            Created = Time(node, "created"),
            RepositoryKey = Text(node, "repositoryKey"),
        };

    private void ReadUnit(JsonObject node)
    {
        var unit = UnitOf(node);
        _units[unit.Id] = store.Content.Intern(unit);
        if (node["labels"] is JsonObject { Count: > 0 } labels)
        {
            store.Label(unit, labels.DeepClone().AsObject());
        }
    }

    private RepositoryVersion VersionOf(Entity repository, JsonObject node) =>
        new(repository, (int)node["number"]!, UnitsOf(node, "content"), Time(node, "created"))
        {
            Id = Text(node, "id")!,
            BaseVersion = Text(node, "base"),
            Added = UnitsOf(node, "added"),
            Removed = UnitsOf(node, "removed"),
        };

    private FrozenSet<ContentUnit> UnitsOf(JsonObject node, string name) =>
        node[name]!.AsArray().Select(id => _units.GetValueOrDefault((string)id!)).OfType<ContentUnit>().ToFrozenSet();

    private Blob Place(JsonObject node) => Text(node, "unit") is { } unit ? _units[unit].Blobs[(int)node["at"]!] : BlobOf(node);

    private static Blob BlobOf(JsonObject node) => new(
        Text(node, "path")!,
        Text(node, "sha256"),
        (long?)node["size"],
        Text(node, "url") is { } url ? new Uri(url) : null,
        Text(node, "remote"))
    {
        Nearer = node["nearer"] is JsonObject nearer ? (new Uri(Text(nearer, "url")!), Text(nearer, "remote")!) : null,
    };

    private static IEnumerable<JsonObject> Rows(JsonObject node, string name) => node[name]!.AsArray().Select(row => row!.AsObject());

    private static string? Text(JsonObject node, string name) => (string?)node[name];

    private static DateTime Time(JsonObject node, string name) => ((DateTime)node[name]!).ToUniversalTime();
}
