// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using Sandbox.Blobs;
using Sandbox.Entities;

namespace Sandbox.Api.Content;

/// <summary>Uploads that wait for their commit; they do not outlive the server.</summary>
internal sealed class Uploads(BlobStore blobs)
{
    private readonly ConcurrentDictionary<string, UploadInProgress> _open = new();

    public IEnumerable<UploadInProgress> All => _open.Values;

    public UploadInProgress Begin(long size)
    {
        var id = Guid.CreateVersion7().ToString();
        var directory = Path.Combine(blobs.Directory, "upload");
        Directory.CreateDirectory(directory);
        var file = Path.Combine(directory, id);
        File.WriteAllBytes(file, []);

        return _open[id] = new UploadInProgress(id, DateTime.UtcNow, size, file);
    }

    public UploadInProgress? Find(string id) => _open.GetValueOrDefault(EntityType.IdOf(id));

    public void End(UploadInProgress upload)
    {
        _open.TryRemove(upload.Id, out _);
        File.Delete(upload.File);
    }

    /// <summary>Turns an upload into stored bytes; the upload is used up.</summary>
    public async Task<(string Sha256, long Size)> TakeAsync(UploadInProgress upload, CancellationToken ct)
    {
        await using var bytes = File.OpenRead(upload.File);
        var stored = await blobs.AddAsync(bytes, ct);
        End(upload);

        return stored;
    }
}
