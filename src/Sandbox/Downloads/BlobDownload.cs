// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Blobs;
using Sandbox.Store;
using Sandbox.Upstream;

namespace Sandbox.Downloads;

/// <summary>Brings one file from its upstream into the blob store.</summary>
internal static class BlobDownload
{
    public static Task RunAsync(UpstreamClient client, PulpStore store, Blob blob, CancellationToken ct) =>
        RunAsync(store, blob, (url, read) => client.ReceiveAsync(() => client.Get(url), read, ct));

    /// <summary>The same, by whoever knows how to ask for the URL.</summary>
    public static Task RunAsync(PulpStore store, Blob blob, BlobReceiver receive) =>
        RunAsync(
            store,
            blob,
            blob.Url ?? blob.Nearer?.Url ?? throw new UpstreamException($"Nobody knows where to find {blob.RelativePath}"),
            receive);

    /// <summary>The same, from a place of the caller's choice.</summary>
    public static async Task RunAsync(PulpStore store, Blob blob, Uri url, BlobReceiver receive)
    {
        var (sha256, size) = await receive(url, async (response, ct) =>
        {
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            return await store.Blobs.AddAsync(body, ct);
        });
        if (blob.Sha256 is { } expected && expected != sha256)
        {
            store.Blobs.Remove(sha256);
            throw UpstreamException.WrongDigest(url, expected, sha256);
        }

        blob.Sha256 = sha256;
        blob.Size = size;
    }
}
