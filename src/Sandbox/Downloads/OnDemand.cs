// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Store;
using Sandbox.Upstream;
using Sandbox.Upstream.Container;

namespace Sandbox.Downloads;

/// <summary>Fetches what a sync left upstream, when the first client asks for it.</summary>
internal sealed class OnDemand(PulpStore store) : IDisposable
{
    private readonly ConcurrentDictionary<(string Remote, DateTime Updated), UpstreamClient> _clients = new();
    private readonly ConcurrentDictionary<Uri, Lazy<Task>> _running = new();

    public static bool IsStored(PulpStore store, Blob blob) => blob.Sha256 is { } sha256 && store.Blobs.Has(sha256);

    /// <summary>Whether the blob must go to the client without being kept.</summary>
    public bool IsStreamed(Blob blob) => !IsStored(store, blob) && store.Find(blob.Remote)?.Text("policy") == "streamed";

    /// <summary>Brings the blob here, once for all who ask at the same time; false when nobody knows where it is.</summary>
    public async Task<bool> EnsureAsync(Blob blob, CancellationToken ct)
    {
        if (IsStored(store, blob))
        {
            return true;
        }

        if (blob.Nearer is { } nearer && store.Find(nearer.Remote) is { } source)
        {
            try
            {
                await FetchAsync(blob, nearer.Url, source, ct);
                return IsStored(store, blob) || await EnsureAsync(blob, ct);
            }
            catch (UpstreamException)
            {
                // The source is only nearer: the remote that the content came with has it as well.
            }
        }

        if (blob.Url is not { } url || store.Find(blob.Remote) is not { } remote)
        {
            return false;
        }

        await FetchAsync(blob, url, remote, ct);

        // Another blob with the same URL may have been the one that was filled in.
        return IsStored(store, blob) || await EnsureAsync(blob, ct);
    }

    private async Task FetchAsync(Blob blob, Uri url, Entity remote, CancellationToken ct)
    {
        var download = _running.GetOrAdd(
            url,
            _ => new(
                () => BlobDownload.RunAsync(
                    store, blob, url, (address, read) => ReceiveAsync(remote, address, read, CancellationToken.None))));
        try
        {
            await download.Value.WaitAsync(ct);
        }
        finally
        {
            _running.TryRemove(KeyValuePair.Create(url, download));
        }
    }

    /// <summary>Passes the upstream's bytes on.</summary>
    public async Task StreamAsync(Blob blob, HttpResponse response, CancellationToken ct)
    {
        var remote = store.Find(blob.Remote)!;
        await ReceiveAsync(remote, blob.Url!, async (answer, stop) =>
        {
            response.ContentLength = answer.Content.Headers.ContentLength;
            await answer.Content.CopyToAsync(response.Body, stop);
            return true;
        }, ct);
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private Task<T> ReceiveAsync<T>(
        Entity remote, Uri url, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        var client = _clients.GetOrAdd((remote.Href, remote.LastUpdated), _ => new(RemoteSettings.From(remote.Fields)));
        return remote.Text("upstream_name") is { } name
            ? new UpstreamRegistry(client, new(url.GetLeftPart(UriPartial.Authority)), name).ReceiveAsync(url, null, read, ct)
            : client.ReceiveAsync(() => client.Get(url), read, ct);
    }
}
