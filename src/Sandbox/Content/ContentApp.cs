// SPDX-License-Identifier: GPL-3.0-or-later
using Sandbox.Blobs;
using Sandbox.Entities;
using Sandbox.Store;

namespace Sandbox.Content;

/// <summary>/pulp/content/ and /pypi/: serves what distributions distribute.</summary>
internal sealed class ContentApp(PulpStore store, Guards guards, ServedFiles served, BlobSender sender)
{
    public const string Prefix = "/pulp/content/";
    public const string PythonPrefix = "/pypi/";

    /// <param name="context">A GET or HEAD below <paramref name="prefix"/>.</param>
    /// <param name="prefix">What comes before a distribution's base path.</param>
    public async Task ServeAsync(HttpContext context, string prefix)
    {
        var path = context.Request.Path.Value![prefix.Length..];
        if (Match(path, prefix) is not { } distribution)
        {
            await ListDistributionsAsync(context, path);
        }
        else if (guards.Objection(context, distribution) is { } objection)
        {
            await Refusal.WriteAsync(context, 403, objection);
        }
        else if (await served.OfAsync(distribution, context.RequestAborted) is { } files)
        {
            await ServeAsync(context, distribution, files, path[distribution.Text("base_path")!.Length..].TrimStart('/'));
        }
        else
        {
            await Refusal.NotFoundAsync(context);
        }
    }

    private async Task ServeAsync(HttpContext context, Entity distribution, IReadOnlyDictionary<string, Blob> files, string path)
    {
        var isFolder = path.Length == 0 || path.EndsWith('/');
        if (isFolder && !context.Request.Path.Value!.EndsWith('/'))
        {
            context.Response.Redirect(context.Request.Path.Value + "/", permanent: true);
        }
        else if (files.TryGetValue(isFolder ? path + "index.html" : path, out var blob))
        {
            await sender.SendAsync(context, blob, isFolder ? "text/html" : ContentTypes.Of(path));
        }
        else if (path == RepoConfig.FileName && distribution.Flag("generate_repo_config"))
        {
            await SendConfigAsync(context, distribution);
        }
        else if (DirectoryListing.Of(files, isFolder ? path : path + "/") is not { } names)
        {
            await Refusal.NotFoundAsync(context);
        }
        else if (!isFolder)
        {
            context.Response.Redirect(context.Request.Path.Value + "/", permanent: true);
        }
        else
        {
            if (path.Length == 0 && distribution.Flag("generate_repo_config"))
            {
                names[RepoConfig.FileName] = null;
            }

            await DirectoryListing.SendAsync(context, context.Request.Path.Value!, names);
        }
    }

    private Task SendConfigAsync(HttpContext context, Entity distribution)
    {
        var publication = store.Find(distribution.Text("publication"))
            ?? (store.Find(distribution.Text("repository")) is { } repository ? store.LatestPublication(repository) : null);
        var baseUrl = $"{context.Request.Scheme}://{context.Request.Host}{Prefix}{distribution.Text("base_path")}/";
        context.Response.ContentType = "text/plain";
        var config = RepoConfig.Write(distribution, baseUrl, publication?.Fields["repo_config"]?.AsObject());
        context.Response.ContentLength = config.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(config, context.RequestAborted).AsTask();
    }

    /// <summary>Base paths do not overlap, so that at most one fits.</summary>
    private Entity? Match(string path, string prefix) => EntityKey.Parents(path + "/")
        .SelectMany(basePath => store.Named("distributions", "base_path", basePath))
        .FirstOrDefault(
            distribution => distribution.Type.App != "container" && (prefix != PythonPrefix || distribution.Type.App == "python"));

    private async Task ListDistributionsAsync(HttpContext context, string path)
    {
        var names = new SortedSet<string>(
            from distribution in Distributions()
            where !distribution.Flag("hidden")
            let basePath = distribution.Text("base_path")!
            where basePath.StartsWith(path, StringComparison.Ordinal) && (path.Length == 0 || path.EndsWith('/'))
            select basePath[path.Length..].Split('/')[0] + "/",
            StringComparer.Ordinal);
        if (names.Count == 0 && path.Length > 0)
        {
            await Refusal.NotFoundAsync(context);
            return;
        }

        await DirectoryListing.SendAsync(
            context, context.Request.Path.Value!, names.Select(name => KeyValuePair.Create<string, Blob?>(name, null)));
    }

    private IEnumerable<Entity> Distributions() =>
        store.Under("distributions/").Where(distribution => distribution.Type.App != "container");
}
