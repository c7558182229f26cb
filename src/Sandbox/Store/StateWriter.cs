// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Versions;

namespace Sandbox.Store;

/// <summary>The store as one JSON document. Bytes are not in it: they are in the media directory.</summary>
internal static class StateWriter
{
    public static JsonObject Write(PulpStore store, string domain)
    {
        var places = store.Content.All
            .SelectMany(unit => unit.Blobs.Select((blob, at) => (blob, place: new JsonObject { ["unit"] = unit.Id, ["at"] = at })))
            .GroupBy(entry => entry.blob)
            .ToDictionary(group => group.Key, group => group.First().place);

        return new JsonObject
        {
            ["domain"] = domain,
            ["entities"] = Array(store.Under(""), Of),
            ["content"] = Array(store.Content.All, unit => Of(store, unit)),
            ["artifacts"] = Array(store.Artifacts.All, Of),
            ["versions"] = Array(store.Versions.All, Of),
            ["published"] = new JsonObject(store.Under("publications/").Select(publication => KeyValuePair.Create(
                publication.Href,
                (JsonNode?)Array(store.Published(publication), file => new JsonObject
                {
                    ["path"] = file.RelativePath,
                    // A unit's file is named, not copied: what is downloaded later must be known here too.
                    ["blob"] = places.TryGetValue(file.Blob, out var place) ? place.DeepClone() : Of(file.Blob),
                })))),
        };
    }

    private static JsonObject Of(Entity entity) => new()
    {
        ["path"] = entity.Type.Path,
        ["id"] = entity.Id,
        ["created"] = entity.Created,
        ["updated"] = entity.LastUpdated,
        ["fields"] = entity.Fields.DeepClone(),
    };

    public static JsonObject Of(PulpStore store, ContentUnit unit) => new()
    {
        ["type"] = unit.Type,
        ["key"] = unit.Key,
        ["id"] = unit.Id,
        ["created"] = unit.Created,
        ["repositoryKey"] = unit.RepositoryKey,
        ["fields"] = unit.Fields.DeepClone(),
        ["labels"] = store.Labels(unit).DeepClone(),
        ["blobs"] = Array(unit.Blobs, Of),
    };

    private static JsonObject Of(Blob blob) => new()
    {
        ["path"] = blob.RelativePath,
        ["sha256"] = blob.Sha256,
        ["size"] = blob.Size,
        ["url"] = blob.Url?.OriginalString,
        ["remote"] = blob.Remote,
        ["nearer"] = blob.Nearer is { } nearer ? new JsonObject { ["url"] = nearer.Url.OriginalString, ["remote"] = nearer.Remote } : null,
    };

    private static JsonObject Of(Artifact artifact) => new()
    {
        ["id"] = artifact.Id,
        ["created"] = artifact.Created,
        ["size"] = artifact.Size,
        ["digests"] = new JsonObject(artifact.Digests.Select(digest => KeyValuePair.Create(digest.Key, (JsonNode?)digest.Value))),
    };

    private static JsonObject Of(RepositoryVersion version) => new()
    {
        ["repository"] = version.Repository.Href,
        ["number"] = version.Number,
        ["id"] = version.Id,
        ["created"] = version.Created,
        ["base"] = version.BaseVersion,
        ["content"] = Array(version.Content, unit => unit.Id),
        ["added"] = Array(version.Added, unit => unit.Id),
        ["removed"] = Array(version.Removed, unit => unit.Id),
    };

    private static JsonArray Array<T>(IEnumerable<T> things, Func<T, JsonNode?> write) => new([.. things.Select(write)]);
}
