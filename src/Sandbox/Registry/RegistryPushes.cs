// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Downloads;
using Sandbox.Store;

namespace Sandbox.Registry;

/// <summary>What one writes to a registry: blobs in one piece or several, then the manifest that names them.</summary>
internal sealed class RegistryPushes(PulpStore store, RegistryUploads uploads, PushedImages images)
{
    public Task ServeAsync(HttpContext context, RegistryPath path) => (context.Request.Method, path.Kind) switch
    {
        ("POST", "uploads") => BeginAsync(context, path.Name),
        ("PATCH", "uploads") => ContinueAsync(context, path),
        ("PUT", "uploads") => FinishAsync(context, path),
        ("PUT", "manifests") => ManifestAsync(context, path),
        _ => throw RegistryException.Invalid("UNSUPPORTED", "The operation is unsupported.", 405),
    };

    private async Task BeginAsync(HttpContext context, string name)
    {
        images.Repository(name);
        var query = context.Request.Query;
        if (query["mount"].ToString() is { Length: > 0 } mount
            && store.Content.Find("container.blob", mount) is { } blob
            && OnDemand.IsStored(store, blob.Blobs[0]))
        {
            uploads.Offer(name, blob);
            Created(context, $"/v2/{name}/blobs/{mount}", mount);
            return;
        }

        var id = uploads.Begin();
        if (query["digest"].ToString() is { Length: > 0 } digest)
        {
            await uploads.AppendAsync(id, context.Request.Body, context.RequestAborted);
            await uploads.FinishAsync(name, id, digest, context.RequestAborted);
            Created(context, $"/v2/{name}/blobs/{digest}", digest);
            return;
        }

        Accepted(context, name, id, 0);
    }

    private async Task ContinueAsync(HttpContext context, RegistryPath path) =>
        Accepted(
            context, path.Name, path.Reference, await uploads.AppendAsync(path.Reference, context.Request.Body, context.RequestAborted));

    private async Task FinishAsync(HttpContext context, RegistryPath path)
    {
        var digest = context.Request.Query["digest"].ToString();
        await uploads.AppendAsync(path.Reference, context.Request.Body, context.RequestAborted);
        await uploads.FinishAsync(path.Name, path.Reference, digest, context.RequestAborted);
        Created(context, $"/v2/{path.Name}/blobs/{digest}", digest);
    }

    private async Task ManifestAsync(HttpContext context, RegistryPath path)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var digest = await images.AddAsync(path.Name, path.Reference, body.ToArray(), context.RequestAborted);
        Created(context, $"/v2/{path.Name}/manifests/{digest}", digest);
    }

    private static void Accepted(HttpContext context, string name, string id, long length)
    {
        context.Response.StatusCode = 202;
        context.Response.Headers.Location = $"/v2/{name}/blobs/uploads/{id}";
        context.Response.Headers["Docker-Upload-UUID"] = id;
        context.Response.Headers.Range = $"0-{Math.Max(0, length - 1)}";
    }

    private static void Created(HttpContext context, string location, string digest)
    {
        context.Response.StatusCode = 201;
        context.Response.Headers.Location = location;
        context.Response.Headers["Docker-Content-Digest"] = digest;
    }
}
