// SPDX-License-Identifier: GPL-3.0-or-later
using System.IO.Compression;
using Sandbox.Entities;
using Sandbox.Http;

namespace Sandbox.Api;

/// <summary>/docs/api.json: Pulp's own description, as older clients want it before they do anything.</summary>
internal static class DocsEndpoints
{
    public static void Map(Router router) => router.Map("GET", $"{EntityType.Root}docs/api.json", SendAsync, open: true);

    private static async Task SendAsync(Exchange exchange)
    {
        var response = exchange.Context.Response;
        response.ContentType = "application/vnd.oai.openapi+json; charset=utf-8";
        await using var packed = typeof(DocsEndpoints).Assembly.GetManifestResourceStream("api.json.gz")!;
        if (exchange.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            response.Headers.ContentEncoding = "gzip";
            await packed.CopyToAsync(response.Body, exchange.Aborted);
            return;
        }

        await using var plain = new GZipStream(packed, CompressionMode.Decompress);
        await plain.CopyToAsync(response.Body, exchange.Aborted);
    }
}
