// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Text;
using CiSandbox.Areas;
using Microsoft.AspNetCore.Http;

namespace CiSandbox.Tests.Api;

/// <summary>A server whose exchanges are held against its description.</summary>
/// <param name="inner">The server.</param>
/// <param name="description">Its description.</param>
/// <param name="described">The path as the description has it; null for what is no part of the API.</param>
internal sealed class WatchedServer<T>(T inner, OpenApi description, Func<string, string?> described) : IAreaServer, IDisposable
    where T : IAreaServer
{
    public T Inner => inner;

    /// <summary>Method, path and query of each request.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Method and path of each request that is part of the API, as they were sent.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public ConcurrentQueue<string> Bodies { get; } = [];

    public ConcurrentQueue<string> Faults { get; } = [];

    public Uri Address
    {
        get => inner.Address;
        set => inner.Address = value;
    }

    public async Task HandleAsync(HttpContext context)
    {
        context.Request.EnableBuffering();
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8, leaveOpen: true);
        var request = await reader.ReadToEndAsync();
        context.Request.Body.Position = 0;
        var body = context.Response.Body;
        using var written = new MemoryStream();
        context.Response.Body = written;
        await inner.HandleAsync(context);
        context.Response.Body = body;
        var path = described(context.Request.Path.Value!);
        Requests.Enqueue($"{context.Request.Method} {path ?? context.Request.Path}{context.Request.QueryString}");
        Bodies.Enqueue(request);
        if (path is not null)
        {
            Asked.Enqueue($"{context.Request.Method} {context.Request.Path}");
            foreach (var fault in description.Faults(
                context.Request.Method,
                path,
                context.Request.Query.Select(each => KeyValuePair.Create(each.Key, each.Value.ToString())),
                request,
                context.Response.StatusCode,
                Encoding.UTF8.GetString(written.ToArray())))
            {
                Faults.Enqueue(fault);
            }
        }

        await body.WriteAsync(written.ToArray());
    }

    public void Dispose() => (inner as IDisposable)?.Dispose();
}
