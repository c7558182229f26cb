// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Versions;

namespace Sandbox.Store;

/// <summary>Everything the server knows, apart from tasks.</summary>
internal sealed class PulpStore
{
    private readonly EntityTable _entities = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<PublishedFile>> _published = new();
    private readonly ConcurrentDictionary<string, JsonObject> _labels = new();

    public PulpStore(BlobStore blobs)
    {
        Blobs = blobs;
        Content = new ContentTable();
        Versions = new VersionTable(Content);
        Content.Changed += OnChanged;
        Versions.Changed += OnChanged;
    }

    /// <summary>Raised after a change, for persistence.</summary>
    public event Action? Changed;

    /// <summary>Held while names are checked and the entity is added, so that two creates cannot both win.</summary>
    public Lock Writing { get; } = new();

    public BlobStore Blobs { get; }

    public ContentTable Content { get; }

    public VersionTable Versions { get; }

    /// <summary>Artifacts are blobs that are here; the API shows them by id.</summary>
    public ArtifactTable Artifacts { get; } = new();

    public Entity? Find(string? href) => href is null ? null : _entities.Find(href);

    /// <summary>Entities whose path starts with this ("repositories/", "remotes/rpm/rpm"), in order of creation.</summary>
    public IEnumerable<Entity> Under(string path) => _entities.Under(path);

    /// <summary>Entities of a family that have this name, username or base path, in order of creation.</summary>
    public IEnumerable<Entity> Named(string family, string field, string value) => _entities.Find(new EntityKey(family, field, value));

    /// <summary>Distributions whose base path continues this path.</summary>
    public IEnumerable<Entity> Below(string basePath) => _entities.Find(EntityKey.Below(basePath));

    /// <summary>Entities that refer to this one, or to a version of this repository, in order of creation.</summary>
    public IEnumerable<Entity> Referring(string href) => _entities.Find(EntityKey.Referring(href));

    public Entity Add(Entity entity)
    {
        _entities.Add(entity);
        if (entity.Type.Family == "repositories")
        {
            Versions.Begin(entity);
        }

        OnChanged();

        return entity;
    }

    public void Remove(Entity entity)
    {
        _entities.Remove(entity);
        _published.TryRemove(entity.Href, out _);
        if (entity.Type.Family == "repositories")
        {
            Versions.End(entity);
        }

        OnChanged();
    }

    /// <summary>What a publication serves, by path.</summary>
    public IReadOnlyList<PublishedFile> Published(Entity publication) => _published.GetValueOrDefault(publication.Href) ?? [];

    public void Publish(Entity publication, IReadOnlyList<PublishedFile> files)
    {
        _published[publication.Href] = files;
        OnChanged();
    }

    /// <summary>Newest publication of the repository's versions, if any.</summary>
    public Entity? LatestPublication(Entity repository) =>
        Publications(repository.Href)
            .OrderBy(publication => Versions.Find(publication.Text("repository_version")!)?.Number)
            .ThenBy(publication => publication.Created)
            .LastOrDefault();

    /// <summary>Of a version, or of all versions of a repository.</summary>
    public IEnumerable<Entity> Publications(string href) => Referring(href).Where(referring => referring.Type.Family == "publications");

    /// <summary>The sha256 of every file that content or a publication still refers to.</summary>
    public HashSet<string> NeededBlobs() =>
    [
        .. Content.All.SelectMany(unit => unit.Blobs).Select(blob => blob.Sha256).OfType<string>(),
        .. _published.Values.SelectMany(files => files).Select(file => file.Blob.Sha256).OfType<string>(),
    ];

    /// <summary>The artifact of stored bytes; null while they are only known of. Syncs store blobs, so artifacts come to be here.</summary>
    public Artifact? ArtifactOf(string sha256) =>
        Artifacts.Find(sha256) ?? (Blobs.Has(sha256) ? Artifacts.Add(Artifact.Of(Blobs, sha256)) : null);

    public JsonObject Labels(ContentUnit unit) => _labels.GetValueOrDefault(unit.Id) ?? [];

    public void Label(ContentUnit unit, JsonObject labels)
    {
        _labels[unit.Id] = labels;
        OnChanged();
    }

    public void OnChanged() => Changed?.Invoke();
}
