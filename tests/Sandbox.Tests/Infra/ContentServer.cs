// SPDX-License-Identifier: GPL-3.0-or-later
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sandbox.Blobs;
using Sandbox.Content;
using Sandbox.Entities;
using Sandbox.Store;
using Sandbox.Tasks;
using Sandbox.Versions;

namespace Sandbox.Tests.Infra;

/// <summary>A store behind a real socket, with what it takes to sync, publish and distribute.</summary>
internal sealed class ContentServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ContentRoutes _endpoints;
    private readonly WebApplication _app;

    private ContentServer()
    {
        Store = new(new BlobStore(_folder.In("media")));
        _endpoints = new(Store, WhoIs, (context, _) => WhoIs(context) is not null, CreatePushRepository);
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(context => _endpoints.Find(context.Request.Path)?.Invoke(context) ?? Refusal.NotFoundAsync(context));
    }

    public PulpStore Store { get; }

    public Uri Url => new(_app.Urls.Single());

    public string Host => Url.Authority;

    public string Temporary(string name) => _folder.In(name);

    public static async Task<ContentServer> StartAsync()
    {
        var server = new ContentServer();
        await server._app.StartAsync();
        return server;
    }

    public Entity Add(string path, JsonObject fields)
    {
        var app = path.Split('/')[1];
        var model = path.Split('/')[0] switch
        {
            "contentguards" when app == "core" => "RBACContentGuard",
            var family => family,
        };
        return Store.Add(new(new EntityType(path, app, model), Guid.CreateVersion7().ToString(), DateTime.UtcNow, fields));
    }

    public Entity Repository(string plugin) => Add($"repositories/{plugin}", new() { ["name"] = "repository" });

    public Entity Remote(string plugin, string url, string policy = "on_demand", JsonObject? more = null)
    {
        var fields = more ?? [];
        fields["name"] = "remote";
        fields["url"] = url;
        fields["policy"] = policy;
        fields["max_retries"] ??= 0;
        return Add($"remotes/{plugin}", fields);
    }

    public async Task<(RepositoryVersion? Version, PulpTask Task)> SyncAsync(Entity repository, Entity remote, JsonObject? options = null)
    {
        var task = new PulpTask("sync", new([], []), "/pulp/api/v3/users/1/");
        var types = new Dictionary<string, EntityType> { ["publications/rpm/rpm"] = new("publications/rpm/rpm", "rpm", "RpmPublication") };
        var version = await InstalledPlugins.All.Syncs[repository.Type.Path](
            new(Store, repository, remote, options ?? []) { Types = types }, new(task));
        return (version, task);
    }

    public async Task<Entity> PublishAsync(string path, RepositoryVersion version, JsonObject? fields = null)
    {
        fields ??= [];
        fields["repository_version"] = version.Href;
        var publication = Add($"publications/{path}", fields);
        using var task = new PulpTask("publish", new([], []), "/pulp/api/v3/users/1/");
        Store.Publish(publication, await InstalledPlugins.All.Publishers[publication.Type.Path](Store, publication, version, new(task)));
        return publication;
    }

    /// <summary>Distributes a publication, a repository or whatever else the fields name, and says where.</summary>
    public string Distribute(string path, string basePath, JsonObject fields)
    {
        fields["name"] = basePath;
        fields["base_path"] = basePath;
        Add($"distributions/{path}", fields);
        return new Uri(Url, $"{ContentApp.Prefix}{basePath}/").AbsoluteUri;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _endpoints.Dispose();
        _folder.Dispose();
    }

    private Entity CreatePushRepository(string name)
    {
        var repository = Repository("container/container-push");
        Distribute("container/container", name, new() { ["repository"] = repository.Href });
        return repository;
    }

    private static string? WhoIs(HttpContext context) =>
        context.Request.Headers.Authorization == "Basic YWRtaW46cGFzc3dvcmQ=" ? "admin" : null;
}
