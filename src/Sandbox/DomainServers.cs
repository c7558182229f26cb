// SPDX-License-Identifier: GPL-3.0-or-later
using System.Collections.Concurrent;
using System.Text;
using Listening;
using Sandbox.Http;
using Sandbox.Instance;
using Sandbox.Store;
using Sandbox.Tasks;

namespace Sandbox;

/// <summary>
/// A server with DOMAIN_ENABLED: a server for each domain, behind paths that name it. Inside, nothing knows of domains; what comes in
/// loses the domain's name, what goes out gets it.
/// </summary>
internal sealed class DomainServers(PulpInstance first, PulpServer server) : IDisposable
{
    public const string Default = "default";

    private const string Api = "/pulp/api/v3/";
    private const string Content = "/pulp/content/";

    // What is shown whatever the domain, and without one.
    private static readonly string[] Open = [$"{Api}status/", $"{Api}livez/", $"{Api}docs/"];

    private readonly ConcurrentDictionary<string, PulpServer> _others = new();

    public async Task HandleAsync(HttpContext context, RequestLog? log)
    {
        var path = context.Request.Path.Value ?? "/";
        if (path.Split('/') is ["", "pulp", var known, "api", "v3", "status", ""] && Find(known) is not null)
        {
            context.Request.Path = Open[0];
            await server.HandleAsync(context, log);
        }
        else if (Open.Any(open => path.StartsWith(open, StringComparison.Ordinal)))
        {
            await server.HandleAsync(context, log);
        }
        else if (path.Split('/') is ["", "pulp", var domain, "api", "v3", .. var rest])
        {
            await ApiAsync(context, log, domain, Api + string.Join('/', rest));
        }
        else if (path.Split('/') is ["", "pulp", "content", var place, .. var file])
        {
            var holder = Find(place);
            context.Request.Path = Content + (holder is null ? $"no domain {place}" : string.Join('/', file));
            await (holder ?? server).HandleAsync(context, log);
        }
        else if (path.Split('/') is ["", "v2" or "pypi", var name, .. { Length: > 0 } image] && Find(name) is { } registry)
        {
            context.Request.Path = $"/{path.Split('/')[1]}/{string.Join('/', image)}";
            await registry.HandleAsync(context, log);
        }
        else if (path is "/v2/" or "/token/")
        {
            await server.HandleAsync(context, log);
        }
        else
        {
            await Pages.NotFoundAsync(context.Response);
        }
    }

    public void Dispose()
    {
        foreach (var other in _others.Values)
        {
            other.Dispose();
        }
    }

    /// <summary>The server of a domain that there is.</summary>
    private PulpServer? Find(string domain) => domain == Default ? server
        : first.Store.Named("domains", "name", domain).Any() ? _others.GetOrAdd(domain, _ => Begin())
        : null;

    private PulpServer Begin()
    {
        var folder = Directory.CreateDirectory(Path.Combine(first.Store.Blobs.Directory, "domain", Guid.NewGuid().ToString("N"))).FullName;

        return new PulpServer(first with
        {
            Store = new PulpStore(new(folder)),
            Tasks = new TaskEngine(first.Options.Workers, first.Options.TaskDuration),
            Domain = Guid.NewGuid().ToString(),
        });
    }

    private async Task ApiAsync(HttpContext context, RequestLog? log, string domain, string path)
    {
        if (Find(domain) is not { } holder)
        {
            await Pages.NotFoundAsync(context.Response);
            return;
        }

        var (sent, body) = (context.Request.Path, context.Response.Body);
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        context.Request.Path = path;
        context.Request.QueryString = new QueryString(Inward(context.Request.QueryString.Value ?? "", domain));
        if (await ReadAsync(context.Request, domain))
        {
            await holder.HandleAsync(context, log);
        }
        else
        {
            var refusal = HttpProblemException.NonField($"Objects must all be a part of the {domain} domain.");
            await Exchange.ReplyAsync(context.Response, context.Request.Method, refusal.Status, refusal.Body);
        }

        (context.Request.Path, context.Response.Body) = (sent, body);
        await WriteAsync(context, answer, domain);
    }

    /// <summary>False: it names things of another domain.</summary>
    private static async Task<bool> ReadAsync(HttpRequest request, string domain)
    {
        if (request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
        {
            return true;
        }

        using var reader = new StreamReader(request.Body);
        var text = Inward(await reader.ReadToEndAsync(request.HttpContext.RequestAborted), domain);
        var bytes = Encoding.UTF8.GetBytes(text);
        (request.Body, request.ContentLength) = (new MemoryStream(bytes), bytes.Length);

        return !text.Split("\"/pulp/").Skip(1).Any(part => part.Split('/') is [not "api", "api", "v3", ..]);
    }

    private static async Task WriteAsync(HttpContext context, MemoryStream answer, string domain)
    {
        if (context.Response.Headers.Location.ToString() is { Length: > 0 } location)
        {
            context.Response.Headers.Location = Outward(location, domain);
        }

        var isJson = context.Response.ContentType?.Contains("json", StringComparison.Ordinal) == true;
        var bytes = isJson ? Encoding.UTF8.GetBytes(Outward(Encoding.UTF8.GetString(answer.ToArray()), domain)) : answer.ToArray();
        if (bytes.Length > 0)
        {
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    private static string Inward(string text, string domain) => text
        .Replace($"/pulp/{domain}/api/v3/", Api, StringComparison.Ordinal)
        .Replace($"%2Fpulp%2F{domain}%2Fapi%2Fv3%2F", Uri.EscapeDataString(Api), StringComparison.OrdinalIgnoreCase);

    private static string Outward(string text, string domain) => text
        .Replace(Api, $"/pulp/{domain}/api/v3/", StringComparison.Ordinal)
        .Replace(Content, $"{Content}{domain}/", StringComparison.Ordinal);
}
