// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using Sandbox.Store;
using Sandbox.Units;
using Sandbox.Versions;

namespace Sandbox.Registry;

/// <summary>Blobs on their way in: uploads that go on, and finished ones no manifest has named yet.</summary>
internal sealed class RegistryUploads(PulpStore store) : IDisposable
{
    private readonly ConcurrentDictionary<string, FileStream> _running = new();
    private readonly ConcurrentDictionary<(string Repository, string Digest), ContentUnit> _pending = new();

    public string Begin()
    {
        var id = Guid.CreateVersion7().ToString();
        var folder = Directory.CreateDirectory(Path.Combine(store.Blobs.Directory, "uploads")).FullName;
        _running[id] = new(
            Path.Combine(folder, id),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            81920,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        return id;
    }

    /// <summary>How many bytes there are now.</summary>
    public async Task<long> AppendAsync(string id, Stream body, CancellationToken ct)
    {
        var file = Find(id);
        await body.CopyToAsync(file, ct);
        return file.Length;
    }

    /// <summary>Closes an upload; its bytes must be those of the digest.</summary>
    public async Task FinishAsync(string repository, string id, string digest, CancellationToken ct)
    {
        await using var file = Find(id);
        _running.TryRemove(id, out _);
        file.Position = 0;
        var (sha256, size) = await store.Blobs.AddAsync(file, ct);
        if (digest != "sha256:" + sha256)
        {
            throw RegistryException.Invalid("DIGEST_INVALID", $"The uploaded bytes have the digest sha256:{sha256}.");
        }

        Offer(repository, store.Content.Intern(ContainerUnits.Blob(new(digest, sha256, size))));
    }

    /// <summary>A blob this repository may name in a manifest from now on.</summary>
    public void Offer(string repository, ContentUnit blob) => _pending[(repository, blob.Key)] = blob;

    public ContentUnit? Pending(string repository, string digest) => _pending.GetValueOrDefault((repository, digest));

    /// <summary>Nobody uploads to or asks for it any more: its content is in a version now.</summary>
    public void Settle(string repository, IEnumerable<ContentUnit> blobs)
    {
        foreach (var blob in blobs)
        {
            _pending.TryRemove((repository, blob.Key), out _);
        }
    }

    public void Dispose()
    {
        foreach (var file in _running.Values)
        {
            file.Dispose();
        }
    }

    private FileStream Find(string id) =>
        _running.GetValueOrDefault(id) ?? throw RegistryException.Invalid("BLOB_UPLOAD_UNKNOWN", "Blob upload not found.", 404);
}
