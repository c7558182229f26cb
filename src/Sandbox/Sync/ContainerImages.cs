// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Sandbox.Blobs;
using Sandbox.Downloads;
using Sandbox.Tasks;
using Sandbox.Units;
using Sandbox.Upstream.Container;
using Sandbox.Versions;

namespace Sandbox.Sync;

/// <summary>What a sync of a registry gathers, each digest once.</summary>
internal sealed class ContainerImages(SyncSession session, UpstreamRegistry registry)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ContentUnit>>> _manifests = new();
    private readonly ConcurrentDictionary<string, ContentUnit> _blobs = new();
    private readonly ConcurrentDictionary<string, ContentUnit> _tags = new();

    public async Task ReadTagAsync(string tag, CancellationToken ct)
    {
        var manifest = Manifest.Parse(await registry.ManifestAsync(tag, ct), registry.ManifestUrl(tag));
        var unit = await UnitAsync(manifest, ct);
        _tags[tag] = ContainerUnits.Tag(tag, unit);
    }

    /// <summary>Everything, ready to be associated.</summary>
    public IReadOnlyCollection<ContentUnit> Units() =>
        [.. _blobs.Values, .. _manifests.Values.Select(manifest => manifest.Value.Result), .. _tags.Values];

    public Task DownloadLayersAsync(ProgressReport report)
    {
        var missing = _blobs.Values.SelectMany(unit => unit.Blobs).Where(blob => !session.Store.Blobs.Has(blob.Sha256!));
        var options = new ParallelOptions { MaxDegreeOfParallelism = session.Remote.Concurrency, CancellationToken = session.Canceled };
        return Parallel.ForEachAsync(missing, options, async (blob, ct) =>
        {
            await DownloadAsync(blob, ct);
            report.Increment();
        });
    }

    private Task<ContentUnit> UnitAsync(Manifest manifest, CancellationToken ct) =>
        _manifests.GetOrAdd(manifest.Digest, _ => new(() => ReadAsync(manifest, ct))).Value;

    private Task<ContentUnit> UnitAsync(string digest, CancellationToken ct) =>
        _manifests.GetOrAdd(digest, _ => new(async () =>
            await ReadAsync(Manifest.Parse(await registry.ManifestAsync(digest, ct), registry.ManifestUrl(digest)), ct))).Value;

    private async Task<ContentUnit> ReadAsync(Manifest manifest, CancellationToken ct)
    {
        var stored = await session.KeepAsync(manifest.Digest, manifest.Bytes, registry.ManifestUrl(manifest.Digest));
        if (manifest.IsList)
        {
            var listed = new List<ContentUnit>();
            foreach (var digest in manifest.Listed)
            {
                listed.Add(await UnitAsync(digest, ct));
            }

            return session.Store.Content.Intern(ContainerUnits.List(manifest, stored, listed));
        }

        var layers = manifest.Layers.Select(layer => Blob(layer.Digest, layer.Size)).ToList();
        var config = manifest.Config is { } digestOfConfig ? Blob(digestOfConfig, null) : null;
        return session.Store.Content.Intern(
            ContainerUnits.Image(manifest, stored, config, layers, config is null ? null : await ConfigAsync(config, ct)));
    }

    private ContentUnit Blob(string digest, long? size) => _blobs.GetOrAdd(digest, _ => session.Store.Content.Intern(
        ContainerUnits.Blob(session.Upstream(digest, digest["sha256:".Length..], size, registry.BlobUrl(digest)))));

    /// <summary>The image's configuration is small and has its labels: fetched whatever the policy is.</summary>
    private async Task<JsonObject?> ConfigAsync(ContentUnit config, CancellationToken ct)
    {
        var blob = config.Blobs[0];
        if (!session.Store.Blobs.Has(blob.Sha256!))
        {
            await DownloadAsync(blob, ct);
        }

        return UpstreamRegistry.Json(
            await File.ReadAllBytesAsync(session.Store.Blobs.PathOf(blob.Sha256!), ct), blob.Url ?? registry.BlobUrl(blob.RelativePath));
    }

    private Task DownloadAsync(Blob blob, CancellationToken ct) =>
        BlobDownload.RunAsync(session.Store, blob, (url, read) => registry.ReceiveAsync(url, null, read, ct));
}
