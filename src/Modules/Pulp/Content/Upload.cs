// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ModuleHost;
using Modules.Pulp.Api;
using Modules.Pulp.Session;

namespace Modules.Pulp.Content;

/// <summary>Brings a large file to Pulp part by part; an upload that was interrupted is continued.</summary>
internal sealed class Upload(PulpSession pulp)
{
    private readonly UnfinishedUploads _unfinished = new(pulp.Api.Origin);

    /// <summary>The href of an upload that is complete; only for a session that writes.</summary>
    public async Task<string> CompleteAsync(LocalFile file, CancellationToken ct)
    {
        var (href, done) = await BeginAsync(file, ct);
        for (var chunk = 0; chunk < file.Chunks.Count; chunk++)
        {
            var offset = chunk * file.ChunkSize;
            var length = Math.Min(file.ChunkSize, file.Size - offset);
            if (!done.Contains((offset, length)))
            {
                await SendAsync(file, href, chunk, offset, length, ct);
            }
        }

        // What becomes of it is one more request: if that fails, the upload may be gone, so it is not offered again.
        _unfinished.Forget(file);
        return href;
    }

    private async Task SendAsync(LocalFile file, string href, int chunk, long offset, long length, CancellationToken ct)
    {
        var body = Form.WithFile([new("sha256", file.Chunks[chunk])], "file", file.Open(offset, length));
        body.Headers.ContentRange = new ContentRangeHeaderValue(offset, offset + length - 1, file.Size);
        _ = await pulp.WriteAsync(HttpMethod.Put, href, body, ct);
    }

    private async Task<(string Href, HashSet<(long Offset, long Length)> Done)> BeginAsync(LocalFile file, CancellationToken ct)
    {
        if (_unfinished.Find(file) is { } known && await FindAsync(known, ct) is { } upload && (long?)upload["size"] == file.Size)
        {
            var chunks = upload["chunks"]?.AsArray().Select(each => ((long)each!["offset"]!, (long)each["size"]!)) ?? [];
            return (known, [.. chunks]);
        }

        var begun = await pulp.WriteAsync(HttpMethod.Post, "uploads/", new JsonObject { ["size"] = file.Size }, ct);
        var href = (string)begun!.Body!["pulp_href"]!;
        _unfinished.Remember(file, href);
        return (href, []);
    }

    /// <summary>Null for one that the server has forgotten.</summary>
    private async Task<JsonNode?> FindAsync(string href, CancellationToken ct)
    {
        try
        {
            return (await pulp.Api.GetAsync(href, ct)).Body;
        }
        catch (ModuleException failure) when (PulpRefusal.IsMissing(failure))
        {
            return null;
        }
    }
}
