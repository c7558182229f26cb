using System.Text.Json.Nodes;
using Sandbox.Api.Upload;
using Sandbox.Content.Deb;
using Sandbox.Content.Files;
using Sandbox.Content.Python;
using Sandbox.Content.Rpm;
using Sandbox.Store;
using Sandbox.Sync;
using Sandbox.Tasks;

namespace Sandbox;

/// <summary>A sync somebody asked for. Options is the request's body (mirror, sync_policy, skip_types, optimize…).</summary>
internal sealed record SyncRequest(PulpStore Store, Entity Repository, Entity Remote, JsonObject Options)
{
    /// <summary>The kinds of entities by path: the sync of a complete mirror creates a publication.</summary>
    public required IReadOnlyDictionary<string, EntityType> Types { get; init; }

    /// <summary>The remote is of an alternate content source: what it has is nearer, but of no repository.</summary>
    public bool IsAlternate { get; init; }
}

/// <summary>Brings a repository up to date with its upstream: the new version it created, or null when nothing changed.</summary>
internal delegate Task<RepositoryVersion?> SyncWork(SyncRequest request, TaskContext task);

/// <summary>Writes a publication's metadata: everything it will serve, by path.</summary>
internal delegate Task<IReadOnlyList<PublishedFile>> PublishWork(PulpStore store, Entity publication, RepositoryVersion version, TaskContext task);

/// <summary>Makes a content unit of an uploaded file and the fields that came with it.</summary>
internal delegate Task<ContentUnit> UploadReader(PulpStore store, Artifact artifact, JsonObject fields, TaskContext task);

/// <summary>What a repository needs beside an uploaded unit; asks the store, which may hold some of it already.</summary>
internal delegate IEnumerable<ContentUnit> Companions(PulpStore store, ContentUnit unit, JsonObject fields);

/// <summary>What knows the content types: the API calls these and knows nothing of rpm, deb or containers.</summary>
internal static class Plugins
{
    /// <summary>By the repository's path.</summary>
    public static IReadOnlyDictionary<string, SyncWork> Syncs { get; } = new Dictionary<string, SyncWork>
    {
        ["repositories/container/container"] = ContainerSync.RunAsync,
        ["repositories/deb/apt"] = DebSync.RunAsync,
        ["repositories/file/file"] = FileSync.RunAsync,
        ["repositories/python/python"] = PythonSync.RunAsync,
        ["repositories/rpm/rpm"] = RpmSync.RunAsync,
    };

    /// <summary>By the publication's path.</summary>
    public static IReadOnlyDictionary<string, PublishWork> Publishers { get; } = new Dictionary<string, PublishWork>
    {
        ["publications/deb/apt"] = AptPublisher.PublishAsync,
        ["publications/deb/verbatim"] = VerbatimPublisher.PublishAsync,
        ["publications/file/file"] = FilePublisher.PublishAsync,
        ["publications/python/pypi"] = PythonPublisher.PublishAsync,
        ["publications/rpm/rpm"] = RpmPublisher.PublishAsync,
    };

    /// <summary>By the content's type.</summary>
    public static IReadOnlyDictionary<string, UploadReader> Readers { get; } = new Dictionary<string, UploadReader>
    {
        ["deb.package"] = DebReader.ReadAsync,
        ["file.file"] = FileReader.Read,
        ["rpm.package"] = RpmReader.ReadAsync,
    };

    /// <summary>By the content's type; most need none.</summary>
    public static IReadOnlyDictionary<string, Companions> Companions { get; } = new Dictionary<string, Companions>
    {
        ["deb.package"] = DebReader.Companions,
    };
}
