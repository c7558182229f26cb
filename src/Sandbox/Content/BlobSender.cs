// SPDX-License-Identifier: GPL-3.0-or-later
using System.Net;
using Microsoft.Net.Http.Headers;
using Sandbox.Blobs;
using Sandbox.Downloads;
using Sandbox.Store;
using Sandbox.Upstream;

namespace Sandbox.Content;

/// <summary>Sends a blob to a client: ranges, HEAD, conditions, and fetching it first if need be.</summary>
internal sealed class BlobSender(PulpStore store, OnDemand onDemand)
{
    public async Task SendAsync(HttpContext context, Blob blob, string contentType)
    {
        try
        {
            if (onDemand.IsStreamed(blob))
            {
                context.Response.ContentType = contentType;
                await StreamAsync(context, blob);
            }
            else if (await onDemand.EnsureAsync(blob, context.RequestAborted))
            {
                await FileAsync(context, blob.Sha256!, contentType);
            }
            else
            {
                await Refusal.NotFoundAsync(context);
            }
        }
        catch (UpstreamException e) when (!context.Response.HasStarted)
        {
            await Refusal.WriteAsync(context, e.Status == HttpStatusCode.NotFound ? 404 : 502, e.Message);
        }
    }

    private Task FileAsync(HttpContext context, string sha256, string contentType)
    {
        var path = store.Blobs.PathOf(sha256);
#pragma warning disable CA3003 // the name is a digest of our own, not what the client wrote
        context.Response.Headers["X-PULP-ARTIFACT-SIZE"] = new FileInfo(path).Length.ToString(
            System.Globalization.CultureInfo.InvariantCulture);
        return TypedResults.PhysicalFile(
            path,
            contentType,
            lastModified: File.GetLastWriteTimeUtc(path),
            entityTag: new EntityTagHeaderValue($"\"{sha256}\""),
            enableRangeProcessing: true)
            .ExecuteAsync(context);
#pragma warning restore CA3003
    }

    private async Task StreamAsync(HttpContext context, Blob blob)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.ContentLength = blob.Size;
            return;
        }

        await onDemand.StreamAsync(blob, context.Response, context.RequestAborted);
    }
}
