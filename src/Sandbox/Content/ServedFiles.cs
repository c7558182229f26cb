// SPDX-License-Identifier: GPL-3.0-or-later
using System.Runtime.CompilerServices;
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Publishers;
using Sandbox.Store;
using Sandbox.Versions;

namespace Sandbox.Content;

/// <summary>What a distribution serves at the moment, by path.</summary>
internal sealed class ServedFiles(PulpStore store)
{
    private readonly ConditionalWeakTable<IReadOnlyList<PublishedFile>, Dictionary<string, Blob>> _byPath = [];
    private readonly ConditionalWeakTable<RepositoryVersion, IReadOnlyList<PublishedFile>> _unpublished = [];

    /// <summary>Null when the distribution has nothing to serve yet.</summary>
    public async Task<IReadOnlyDictionary<string, Blob>?> OfAsync(Entity distribution, CancellationToken ct)
    {
        var files = store.Find(distribution.Text("publication")) is { } publication ? store.Published(publication)
            : store.Find(distribution.Text("repository")) is { } repository ? await OfAsync(distribution, repository, ct)
            : distribution.Text("repository_version") is { } href && store.Versions.Find(href) is { } version
            ? await UnpublishedAsync(version, ct)
            : null;
        return files is null ? null : _byPath.GetValue(files, ByPath);
    }

    private async Task<IReadOnlyList<PublishedFile>?> OfAsync(Entity distribution, Entity repository, CancellationToken ct) =>
        store.LatestPublication(repository) is { } latest ? store.Published(latest)
        : distribution.Type.App == "python" ? await UnpublishedAsync(store.Versions.Latest(repository), ct)
        : null;

    /// <summary>Python serves versions too; its index is then written when it is first asked for.</summary>
    private async Task<IReadOnlyList<PublishedFile>> UnpublishedAsync(RepositoryVersion version, CancellationToken ct)
    {
        if (!_unpublished.TryGetValue(version, out var files))
        {
            files = await PythonPublisher.PublishAsync(store, version, ct);
            _unpublished.AddOrUpdate(version, files);
        }

        return files;
    }

    private static Dictionary<string, Blob> ByPath(IReadOnlyList<PublishedFile> files)
    {
        var byPath = new Dictionary<string, Blob>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            byPath[file.RelativePath] = file.Blob;
        }

        return byPath;
    }
}
